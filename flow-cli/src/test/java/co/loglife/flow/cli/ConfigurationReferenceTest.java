package co.loglife.flow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.broker.BrokerConfig;
import co.loglife.flow.console.ConsoleConfig;
import co.loglife.flow.ingress.IngressConfig;
import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.sender.SenderConfig;
import co.loglife.flow.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} is made from what the services ask their environment for. After a change of a setting
 * run this test once with {@code -Dwrite.reference=true}.
 */
final class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");
    private static final String HEAD = """
            # Settings

            Every setting is an environment variable. A value can also come from a file: set `NAME_FILE` to its path (a mounted secret). A wrong value stops the start with one line that names every variable that is wrong.

            Any setting of a Kafka client can be given as `KAFKA_` and its name in capitals (`KAFKA_SECURITY_PROTOCOL`), for one role as `KAFKA_PRODUCER_…`, `KAFKA_CONSUMER_…`, `KAFKA_ADMIN_…`. Logs: `LOG_FORMAT` (`text` or `json`), `LOG_LEVEL`. The Web client's own settings are in its [README](../whatsapp-web-client/README.md).

            | variable | default | for |
            |---|---|---|
            """;

    @Test
    void theReferenceIsWhatTheServicesAskFor() throws IOException {
        String reference = HEAD
                + settings().values().stream()
                        .map(setting -> "| `%s` | %s | %s |"
                                .formatted(setting.name(), cell(setting.standard()), cell(setting.purpose())))
                        .collect(Collectors.joining("\n"))
                + "\n";
        if (Boolean.getBoolean("write.reference")) {
            Files.writeString(REFERENCE, reference);
        }

        assertThat(Files.readString(REFERENCE)).isEqualTo(reference);
    }

    private static Map<String, EnvReader.Setting> settings() {
        EnvReader env = new EnvReader(Map.of());
        IngressConfig.from(env);
        RouterConfig.from(env);
        SenderConfig.from(env);
        ConsoleConfig.from(env);
        SimulatorConfig.from(env);
        Topics.Shape.from(env);
        BrokerConfig.from(env);
        Map<String, EnvReader.Setting> byName = new TreeMap<>();
        env.settings().forEach(setting -> byName.putIfAbsent(setting.name(), setting));
        return byName;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
