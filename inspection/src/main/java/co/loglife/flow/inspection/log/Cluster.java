package co.loglife.flow.inspection.log;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The installation that is looked at, by the same variables as the services use.
 *
 * @param kafka how to reach the brokers
 * @param topics where its topics are
 */
public record Cluster(KafkaSettings kafka, TopicLayout topics) {
    /** Whoever looks gives up on a broker sooner than a service would. */
    private static final int PATIENCE_MS = 10_000;

    private static final int FETCH_BYTES = 8 << 20;

    /**
     * Reads {@code KAFKA_…} and {@code TOPIC_PREFIX}.
     *
     * @throws ConfigException when they are wrong
     */
    public static Cluster from(EnvReader env) {
        Cluster cluster = new Cluster(KafkaSettings.from(env), Topics.layout(env));
        env.check();
        return cluster;
    }

    /** A client for what is asked about topics and groups. */
    public Admin admin() {
        return Admin.create(kafka.admin(Map.of("default.api.timeout.ms", PATIENCE_MS, "request.timeout.ms", 5_000)));
    }

    /** A consumer without a group: looking at records never moves anybody's offsets, and makes no topic. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        return consumer(500);
    }

    /** One for what is there: an answer that waits for more records would only delay the next question. */
    KafkaConsumer<byte[], byte[]> impatientConsumer() {
        return consumer(1);
    }

    private KafkaConsumer<byte[], byte[]> consumer(int longestFetchMs) {
        return new KafkaConsumer<>(kafka.consumer(Map.of(
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                longestFetchMs,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.CLIENT_ID_CONFIG,
                "flow-inspection",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MS,
                // Few large answers instead of many small ones: what is read is mostly passed over.
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                2 * FETCH_BYTES,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000)));
    }
}
