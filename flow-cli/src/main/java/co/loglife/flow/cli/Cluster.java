package co.loglife.flow.cli;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The installation a command looks at, by the same variables as the services use.
 *
 * @param kafka how to reach the brokers
 * @param topics where its topics are
 * @param shape how they are made
 */
record Cluster(KafkaSettings kafka, TopicLayout topics, Topics.Shape shape) {
    /** A command gives up on a broker sooner than a service would. */
    private static final Map<String, Integer> IMPATIENT =
            Map.of("default.api.timeout.ms", 10_000, "request.timeout.ms", 5_000);

    static Cluster from(EnvReader env) {
        Cluster cluster = new Cluster(KafkaSettings.from(env), Topics.layout(env), Topics.Shape.from(env));
        env.check();
        return cluster;
    }

    Admin admin() {
        return Admin.create(kafka.admin(IMPATIENT));
    }

    /** A consumer without a group: looking at records never moves anybody's offsets. */
    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(kafka.consumer(Map.of(
                "isolation.level", "read_committed",
                "client.id", "flow-cli",
                "default.api.timeout.ms", 10_000)));
    }
}
