package co.loglife.flow.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** Whatever a line is given, it stays one line, acts on no terminal and shows no number. */
class LinesTest {
    private static final String FORGED = "hi\r\n12:00 ERROR forged \u001b[31m red \u2028 \u202e drow";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aForgedTextStaysOneHarmlessLine(boolean json) {
        String line = line(json, event("Given up", null, new KeyValuePair("reason", FORGED)));

        assertThat(line).endsWith("\n").doesNotContain("\r", "\u001b", "\u2028", "\u202e");
        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line).contains("forged"); // it is told, only not obeyed
    }

    @Test
    void anExceptionsMessageIsNoWayAround() {
        LoggingEvent event = event("Failed", new IllegalStateException(FORGED + " from 923001234567"));

        assertThat(line(false, event))
                .contains("java.lang.IllegalStateException: hi\\r\\n12:00 ERROR forged")
                .doesNotContain("\u001b", "\u202e", "923001234567");
        assertThat(line(true, event).strip().lines()).hasSize(1);
    }

    @Test
    void aJsonLineHasTheFactsUnderTheirNames() throws Exception {
        JsonNode line = new ObjectMapper()
                .readTree(line(
                        true,
                        event(
                                "Message given up",
                                null,
                                new KeyValuePair("messageId", "wamid.1:0"),
                                new KeyValuePair("offset", 1_234_567_890L),
                                new KeyValuePair("message", "a fact with a name that is taken"))));

        assertThat(line.path("time").asText()).isEqualTo("2026-03-02T09:00:00.125Z");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("message").asText()).isEqualTo("Message given up");
        assertThat(line.path("messageId").asText()).isEqualTo("wamid.1:0");
        assertThat(line.path("offset").asLong()).isEqualTo(1_234_567_890L);
        assertThat(line.path("message_").asText()).startsWith("a fact");
    }

    @Test
    void aTextLineHasTheFactsBehindTheSentence() {
        assertThat(line(false, event("Message given up", null, new KeyValuePair("offset", 1_234_567_890L))))
                .contains("WARN  Some: Message given up offset=1234567890");
    }

    @ParameterizedTest
    @CsvSource({
        "false_923001234567@c.us_3EB0AA, false_9230******67@c.us_3EB0AA",
        "923001234567-1609459200@g.us, 9230******67-1609****00@g.us",
        "+923001234567, +923*******67",
        "web-0b5a1c9e-1f2a-4b3c-9d4e-012345678901:0, web-0b5a1c9e-1f2a-4b3c-9d4e-012345678901:0",
        "wamid.HBgLMTU1NTAwMDk4NzE, wamid.HBgLMTU1NTAwMDk4NzE",
        "HTTP 503 after 10000 ms, HTTP 503 after 10000 ms"
    })
    void whatLooksLikeANumberIsMasked(String given, String shown) {
        assertThat(Clean.masked(given)).isEqualTo(shown);
    }

    private static LoggingEvent event(String message, @Nullable Throwable error, KeyValuePair... facts) {
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("co.loglife.Some"), Level.WARN, message, error, new Object[0]);
        event.setTimeStamp(1_772_442_000_125L);
        event.setThreadName("a-thread");
        event.setKeyValuePairs(List.of(facts));
        return event;
    }

    private static String line(boolean json, LoggingEvent event) {
        Encoder<ILoggingEvent> encoder = json ? new JsonLines() : new TextLines();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
