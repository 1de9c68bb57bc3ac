package co.loglife.flow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {
    @Test
    void deletesWhatItMade(@TempDir Path parent) throws IOException {
        Path state = StateFolder.made(parent.resolve("state"));
        Files.writeString(Files.createDirectories(state.resolve("broker")).resolve("log"), "records");

        StateFolder.delete(state);

        assertThat(state).doesNotExist();
    }

    @Test
    void leavesOtherPeoplesFilesAlone(@TempDir Path theirs) throws IOException {
        Path file = Files.writeString(theirs.resolve("thesis"), "years of work");

        assertThatThrownBy(() -> StateFolder.delete(StateFolder.made(theirs)))
                .isInstanceOf(SentenceException.class)
                .hasMessageContaining("STATE_DIR");
        assertThat(file).exists();
    }

    @Test
    void secretsAreMadeOnceAndTheEnvironmentsWin(@TempDir Path parent) throws IOException {
        Path state = parent.resolve("state");
        Map<String, String> first = new HashMap<>();
        Map<String, String> second = new HashMap<>(Map.of("VERIFY_TOKEN", "mine"));

        UpSecrets.complete(first, state);
        UpSecrets.complete(second, state);

        assertThat(first.get("WHATSAPP_APP_SECRET")).hasSize(48).isEqualTo(second.get("WHATSAPP_APP_SECRET"));
        assertThat(second).containsEntry("VERIFY_TOKEN", "mine");
        assertThat(Files.getPosixFilePermissions(StateFolder.secrets(state))).hasSize(2);
    }
}
