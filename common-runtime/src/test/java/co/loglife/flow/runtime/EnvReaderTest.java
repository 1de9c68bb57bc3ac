package co.loglife.flow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvReaderTest {
    @Test
    void takesTheDefaultWhereNothingOrNothingButBlanksIsSet() {
        EnvReader env = new EnvReader(Map.of("PORT", " "));

        assertThat(env.port("PORT", 8080, "a port")).isEqualTo(8080);
        assertThat(env.seconds("WAIT", 30, 1, 600, "a wait")).isEqualTo(Duration.ofSeconds(30));
        assertThat(env.secret("TOKEN", "a token")).isEmpty();
        env.check();
    }

    @Test
    void namesEverythingThatIsWrongAtOnceAndNeverAValue() {
        EnvReader env =
                new EnvReader(Map.of("PORT", "eighty", "WAIT", "0", "URL", "ftp://user:pass@host", "FLAG", "yes"));

        env.port("PORT", 8080, "a port");
        env.seconds("WAIT", 30, 1, 600, "a wait");
        env.uri("URL", "http://localhost", "an address");
        env.flag("FLAG", true, "a switch");

        assertThatThrownBy(env::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("PORT", "WAIT", "URL", "FLAG")
                .hasMessageNotContainingAny("eighty", "ftp", "pass", "yes");
    }

    @Test
    void readsAMountedFileAndSeveralSecretsFromIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old, new\n");
        EnvReader env = new EnvReader(Map.of("APP_SECRET_FILE", file.toString()));

        List<Secret> secrets = env.secrets("APP_SECRET", "secrets");

        assertThat(secrets).containsExactly(new Secret("old"), new Secret("new"));
        assertThat(secrets).hasToString("[***, ***]");
        env.check();
    }

    @Test
    void refusesAFileThatIsNotThereAndASecretSetTwice() {
        EnvReader env = new EnvReader(Map.of("A_FILE", "/nowhere/at/all", "B", "one", "B_FILE", "/nowhere/at/all"));

        env.secret("A", "a");
        env.secret("B", "b");

        assertThatThrownBy(env::check)
                .hasMessageContaining("A_FILE cannot be read")
                .hasMessageContaining("B and B_FILE are both set");
    }

    @Test
    void remembersWhatWasAskedForSoThatTheReferenceCanBeMade() {
        EnvReader env = new EnvReader(Map.of());

        env.uri("URL", "http://localhost:3001", "where the client is");

        assertThat(env.settings())
                .containsExactly(new EnvReader.Setting("URL", "http://localhost:3001", "where the client is"));
        assertThat(env.uri("URL", "http://localhost:3001", "where the client is"))
                .isEqualTo(URI.create("http://localhost:3001"));
    }
}
