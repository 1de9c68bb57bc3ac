package co.loglife.flow.sender.graphapi;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.runtime.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTokenTest {
    private final AtomicInteger refused = new AtomicInteger();
    private int changes;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private AccessToken token;

    @BeforeEach
    void begin() throws IOException {
        write("old\n");
        token = new AccessToken(Optional.of(new Secret("old")), file(), refused::incrementAndGet);
    }

    @Test
    void countsFromTheNextLookOn() throws IOException {
        write("new\n");

        assertThat(token.current()).contains(new Secret("new"));
        assertThat(refused).hasValue(0);
    }

    /** What no header can carry would fail each message, not the token. */
    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFnew", "new\nold", "new old", "new\u0000", "n\u00e9w"})
    void staysAsItIsWhenTheFileHoldsNone(String text) throws IOException {
        write(text);

        assertThat(token.current()).contains(new Secret("old"));
        assertThat(token.current()).contains(new Secret("old"));
        assertThat(refused).hasValue(1);

        write("new");
        assertThat(token.current()).contains(new Secret("new"));
    }

    @Test
    void staysAsItIsWhenTheFileIsNoText() throws IOException {
        write(new byte[] {(byte) 0xff, (byte) 0xfe, 'n', 0});

        assertThat(token.current()).contains(new Secret("old"));
        assertThat(refused).hasValue(1);
    }

    @Test
    void staysAsItIsWhileTheFileIsEmptyOrAway() throws IOException {
        write("");
        assertThat(token.current()).contains(new Secret("old"));
        Files.delete(file());

        assertThat(token.current()).contains(new Secret("old"));
        assertThat(refused).hasValue(0);
    }

    private Path file() {
        return folder.resolve("token");
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(file(), bytes);
        Files.setLastModifiedTime(file(), FileTime.from(Instant.EPOCH.plusSeconds(++changes)));
    }
}
