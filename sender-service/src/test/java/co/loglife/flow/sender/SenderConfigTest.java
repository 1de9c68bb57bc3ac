package co.loglife.flow.sender;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SenderConfigTest {
    /** Each message would fail on them otherwise, and go to the dead letters. */
    @Test
    void refusesTokensThatNoHeaderCanCarry(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\uFEFFcanary");
        EnvReader env =
                new EnvReader(Map.of("WHATSAPP_ACCESS_TOKEN_FILE", file.toString(), "WEB_CLIENT_TOKEN", "canary\nb"));

        assertThatThrownBy(() -> SenderConfig.from(env))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("WHATSAPP_ACCESS_TOKEN is no token", "WEB_CLIENT_TOKEN is no token")
                .hasMessageNotContaining("canary");
    }
}
