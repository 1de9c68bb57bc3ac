package co.loglife.flow.testing;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real broker for a test class, one for the whole test run: in process by default, in a container with
 * {@code -Dkafka=testcontainers}. Each test takes topics of its own with {@link #freshTopics}, so that tests may run in
 * any order.
 */
public final class RealKafka implements BeforeAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RealKafka.class);
    private static final AtomicInteger INSTALLATIONS = new AtomicInteger();

    private String bootstrapServers = "";

    /** A broker while the test run lasts. */
    private record Running(String bootstrapServers, AutoCloseable broker) implements AutoCloseable {
        static Running start() {
            return System.getProperty("kafka", "embedded").equals("testcontainers") ? container() : embedded();
        }

        private static Running container() {
            KafkaContainer container = new KafkaContainer("apache/kafka:4.3.1");
            container.start();
            return new Running(container.getBootstrapServers(), container);
        }

        private static Running embedded() {
            try {
                EmbeddedBroker broker = EmbeddedBroker.start(0, Files.createTempDirectory("flow-broker"));
                return new Running(broker.bootstrapServers(), broker);
            } catch (IOException e) {
                throw new IllegalStateException("no folder for the broker", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        @Override
        public void close() throws Exception {
            broker.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        bootstrapServers = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("broker", _ -> Running.start(), Running.class)
                .bootstrapServers();
    }

    /** Where clients find it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The settings to reach it. */
    public KafkaSettings settings() {
        return KafkaSettings.at(bootstrapServers);
    }

    /** New topics under a prefix that no other test has. */
    public TopicLayout freshTopics(int partitions) throws InterruptedException {
        TopicLayout layout = new TopicLayout("test" + INSTALLATIONS.incrementAndGet() + ".");
        try (Admin admin = Admin.create(settings().admin(Map.of()))) {
            Topics.create(admin, layout, new Topics.Shape(partitions, (short) 1));
        }
        return layout;
    }
}
