package co.loglife.flow.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
final class EmbeddedBrokerTest {
    private static final TopicLayout LAYOUT = new TopicLayout(TopicLayout.DEFAULT_PREFIX);

    @Test
    void keepsItsTopicsAcrossARestart(@TempDir Path folder) throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, folder)) {
            assertThat(create(broker)).containsExactlyElementsOf(LAYOUT.names());
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(0, folder)) {
            assertThat(create(broker)).isEmpty();
            Topics.await(impatient(broker), LAYOUT);
        }
    }

    @Test
    void saysWhichTopicsAreMissing(@TempDir Path folder) throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, folder)) {
            assertThatThrownBy(() -> Topics.await(impatient(broker), LAYOUT))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("topics missing")
                    .hasMessageContaining("whatsapp.webhooks, whatsapp.incoming");
        }
    }

    @Test
    void saysThatItsPortIsTaken(@TempDir Path folder) throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, folder.resolve("first"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(broker.port(), folder.resolve("second")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("port " + broker.port() + " is in use (BROKER_PORT)");
        }
    }

    private static KafkaSettings impatient(EmbeddedBroker broker) {
        return KafkaSettings.from(new EnvReader(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(), "STARTUP_WAIT_SECONDS", "0")));
    }

    private static List<String> create(EmbeddedBroker broker) throws InterruptedException {
        try (Admin admin =
                Admin.create(KafkaSettings.at(broker.bootstrapServers()).admin(Map.of()))) {
            return Topics.create(admin, LAYOUT, new Topics.Shape(3, (short) 1));
        }
    }
}
