package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire as others see it: a sample per record. A change here is a change for every consumer in any language. */
final class WireTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.125Z");
    private static final Address PHONE = new Address.Phone("923001234567");
    private static final ObjectMapper PLAIN = new ObjectMapper();

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("incoming-text", incoming(new Content.Text("add goal 🏃 Run", null))),
                Arguments.of(
                        "incoming-voice",
                        incoming(new Content.Audio(
                                Media.stored("sha256/ab", "audio/ogg; codecs=opus", 1234, "ab"), true))),
                Arguments.of("incoming-unknown", incoming(new Content.Unknown("poll", PLAIN.createObjectNode()))),
                Arguments.of("incoming-wake-up", incoming(new Content.WakeUp("reminder", AT))),
                Arguments.of(
                        "outgoing-buttons",
                        outgoing(new Reply.Buttons(
                                null, "How is it going?", null, List.of(new Reply.Option("goals", "My goals"))))),
                Arguments.of(
                        "outgoing-list",
                        outgoing(new Reply.ListMenu(
                                "Commands",
                                "What next?",
                                "help tells all",
                                "Commands",
                                List.of(new Reply.ListMenu.Section(
                                        "Goals", List.of(new Reply.ListMenu.Row("goals", "My goals", "all"))))))),
                Arguments.of(
                        "outgoing-location",
                        outgoing(
                                new Reply.Location(new BigDecimal("24.86"), new BigDecimal("67.01"), "Karachi", null))),
                Arguments.of(
                        "delivery-failed",
                        new Delivery(
                                "wamid.1:0",
                                Delivery.State.DEAD_LETTERED,
                                null,
                                3,
                                AT,
                                new Delivery.Failure(131047, "Re-engagement message", ErrorClass.REJECTED),
                                ClientType.BUSINESS_API,
                                "106540352242922",
                                PHONE.user(),
                                null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void eachRecordIsWrittenAsItsSampleAndReadBackEqual(String sample, Object value) throws Exception {
        byte[] written = Json.write(value);

        assertThat(PLAIN.readTree(written)).isEqualTo(sample(sample));
        assertThat(Json.read(written, value.getClass())).isEqualTo(value);
    }

    @Test
    void aLaterVersionsFieldsAndContentsAreReadable() throws Exception {
        byte[] later = """
                {"id":"m1","client_type":"web","line":"web","user":"923001234567","address":{"kind":"phone","id":"923001234567"},
                 "content":{"type":"hologram","depth":3},"received_at":"2026-03-02T09:00:00Z","mood":"good"}""".getBytes(StandardCharsets.UTF_8);

        IncomingMessage message = Json.read(later, IncomingMessage.class);

        assertThat(message.content()).isEqualTo(new Content.Unknown("hologram", null));
        assertThat(message.msgType()).isEqualTo("hologram");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadSaysWhyWithoutQuotingIt(String json, String why) {
        assertThatThrownBy(() -> Json.read(json.getBytes(StandardCharsets.UTF_8), IncomingMessage.class))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret words");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("secret words", "not JSON at byte"),
                Arguments.of("{\"id\":\"m1\"}", "client_type is missing"),
                Arguments.of("{\"received_at\":\"secret words\"}", "field received_at"),
                Arguments.of("null", "null"),
                Arguments.of("", "not the JSON expected"),
                Arguments.of("[".repeat(5_000), "not the JSON expected"));
    }

    private static IncomingMessage incoming(Content content) {
        return new IncomingMessage(
                "wamid.1",
                ClientType.BUSINESS_API,
                "106540352242922",
                "923001234567",
                PHONE.user(),
                PHONE,
                null,
                "Aisha",
                content,
                null,
                AT,
                AT,
                Map.of());
    }

    private static OutgoingMessage outgoing(Reply reply) {
        return new OutgoingMessage(
                OutgoingMessage.replyId("wamid.1", 0),
                ClientType.BUSINESS_API,
                "106540352242922",
                PHONE.user(),
                PHONE,
                "wamid.1",
                "menu",
                AT,
                null,
                null,
                reply);
    }

    private static JsonNode sample(String name) throws IOException {
        try (InputStream file = WireTest.class.getResourceAsStream("/samples/" + name + ".json")) {
            return PLAIN.readTree(Objects.requireNonNull(file, name));
        }
    }
}
