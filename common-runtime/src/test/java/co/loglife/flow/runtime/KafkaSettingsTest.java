package co.loglife.flow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KafkaSettingsTest {
    @Test
    void anyClientSettingIsPassedOnToTheClientsThatKnowIt() {
        KafkaSettings settings = read(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092,kafka-2:9092",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_LINGER_MS", "7",
                "KAFKA_HEAP_OPTS", "-Xmx1g"));

        assertThat(settings.producer(Map.of("linger.ms", 0)))
                .containsEntry("bootstrap.servers", "kafka-1:9092,kafka-2:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("linger.ms", "7")
                .doesNotContainKey("heap.opts");
        assertThat(settings.consumer(Map.of()))
                .containsEntry("security.protocol", "SASL_SSL")
                .doesNotContainKey("linger.ms");
    }

    @Test
    void aSettingForOneRoleWinsThere() {
        KafkaSettings settings = read(Map.of("KAFKA_CLIENT_ID", "all", "KAFKA_PRODUCER_CLIENT_ID", "writer"));

        assertThat(settings.producer(Map.of())).containsEntry("client.id", "writer");
        assertThat(settings.consumer(Map.of())).containsEntry("client.id", "all");
        assertThat(settings.admin(Map.of())).containsEntry("client.id", "all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka:", "kafka:x", "kafka:1,,kafka:2", "http://kafka:9092"})
    void refusesServersThatAreNoHostAndPort(String servers) {
        EnvReader env = new EnvReader(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers));

        KafkaSettings.from(env);

        assertThatThrownBy(env::check).hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
    }

    private static KafkaSettings read(Map<String, String> variables) {
        EnvReader env = new EnvReader(variables);
        KafkaSettings settings = KafkaSettings.from(env);
        env.check();
        return settings;
    }
}
