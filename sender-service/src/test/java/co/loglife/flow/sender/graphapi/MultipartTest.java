package co.loglife.flow.sender.graphapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultipartTest {
    @ParameterizedTest
    @ValueSource(strings = {"image/png", "audio/ogg; codecs=opus", "application/vnd.ms-excel.sheet.macro-Enabled+xml"})
    void namesTheTypeOfAFile(String type) {
        assertThat(head(type)).contains("\r\nContent-Type: " + type + "\r\n\r\n");
    }

    static Stream<String> trustsNoTypeThatIsNone() {
        return Stream.of(
                "image/png\r\nX-A: b", "png", "image/png; a=" + "b".repeat(100), "a/b" + "; c".repeat(100_000));
    }

    /** Whoever may ask for messages chooses the type: neither line ends nor the stack are his. */
    @ParameterizedTest
    @MethodSource
    void trustsNoTypeThatIsNone(String type) {
        assertThat(head(type)).contains("\r\nContent-Type: application/octet-stream\r\n\r\n");
    }

    private static String head(String type) {
        return new String(Multipart.file(type, new byte[] {1}).pieces().getFirst(), StandardCharsets.UTF_8);
    }
}
