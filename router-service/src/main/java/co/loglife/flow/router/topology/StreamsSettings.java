package co.loglife.flow.router.topology;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The router's settings of Kafka Streams.
 *
 * @param kafka how to reach Kafka; a setting given there wins, {@code KAFKA_COMMIT_INTERVAL_MS} say
 * @param topics the installation; its prefix makes the application's id
 * @param folder where stores on disk and locks are, one of its own for each instance
 * @param threads how many partitions' records are taken at a time
 * @param standbys copies of each store on other instances, ready to take over
 * @param advertised host:port at which other instances find this one's HTTP routes
 */
public record StreamsSettings(
        KafkaSettings kafka, TopicLayout topics, Path folder, int threads, int standbys, String advertised) {

    /** The consumer group, and the beginning of every internal topic's name. */
    public String applicationId() {
        return applicationId(topics);
    }

    /** The consumer group of an installation's routers. */
    public static String applicationId(TopicLayout topics) {
        return topics.prefix() + "router";
    }

    Properties properties() {
        Map<String, Object> ours = new HashMap<>();
        ours.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(topics));
        ours.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        ours.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
        ours.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        ours.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        ours.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        ours.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        ours.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterOnFailure.class);
        ours.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WrittenTime.class);
        // Deprecated before it was ever needed; without it each start warns that it is not set.
        ours.put("processing.exception.handler.global.enabled", true);
        // Replies become visible with the commit: every 10 ms while there is something to commit.
        ours.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 10);
        // How long an idle thread rests between looks at the clock, see BriskClients.
        ours.put(StreamsConfig.POLL_MS_CONFIG, 300);
        // What was said goes from the changelogs within days of being overwritten or erased, see docs/decisions/0026.
        ours.put(
                StreamsConfig.topicPrefix("max.compaction.lag.ms"),
                Duration.ofDays(1).toMillis());
        // A clock that is hours ahead must not stop the stream: brokers refuse such times by default.
        ours.put(StreamsConfig.topicPrefix("message.timestamp.after.max.ms"), Long.MAX_VALUE);
        // Each store is written once a message: a cache would only hold what is about to be committed.
        ours.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // The classic protocol lets the client say how soon a killed instance is missed; a new one is waited for less.
        ours.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        ours.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        ours.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        // A thread lost in a turn without end keeps its partitions for so long, see TurnWatch.
        ours.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 45_000);
        // What a killed instance had begun keeps its replies and its partitions from others until it is aborted.
        ours.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 6_000);
        // The next transaction waits for the last one to be complete on the broker, and looks again after this. Under
        // the producer's name alone: consumers know a setting of this name too.
        ours.put(producer(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        // What a transaction writes leaves when it is committed, as one request to each broker and one at a time. Were
        // there several, those after the first could overtake it while the broker adds the partition to the
        // transaction; it refuses them as out of order, and each such refusal costs a retry.
        ours.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        ours.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        ours.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // A dead letter holds the largest record of any topic, and its headers.
        ours.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 9 << 20);
        ours.put(DeadLetterOnFailure.TOPIC, topics.name(TopicLayout.Kind.DEAD_LETTERS));
        Properties properties = new Properties();
        properties.putAll(kafka.client(ours, "streams.", names()));
        return properties;
    }

    /** What Kafka Streams takes: its own settings, its clients' plainly, and its clients' by role. */
    private static Set<String> names() {
        Set<String> names = new HashSet<>(StreamsConfig.configDef().names());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(ProducerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        ConsumerConfig.configNames().forEach(name -> names.add(consumer(name)));
        ProducerConfig.configNames().forEach(name -> names.add(producer(name)));
        AdminClientConfig.configNames().forEach(name -> names.add(StreamsConfig.adminClientPrefix(name)));
        return names;
    }

    private static String consumer(String name) {
        return StreamsConfig.consumerPrefix(name);
    }

    private static String producer(String name) {
        return StreamsConfig.producerPrefix(name);
    }
}
