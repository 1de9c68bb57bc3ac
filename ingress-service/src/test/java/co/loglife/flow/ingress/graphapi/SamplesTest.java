package co.loglife.flow.ingress.graphapi;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.testing.Samples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meta's own examples, one file per kind. */
class SamplesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text                         | chat         | 16505551234             | Is this still available?
            text-product-inquiry-context | chat         | 16505551234             | Can I get more info about this?
            text-bsuid-no-phone          | chat         | US.13491208655302741918 | Does it come in another color?
            group-text                   | chat         | HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA@g.us | What does everyone think about this?
            image                        | image        | 16505551234 | Taj Mahal
            audio-voice                  | ptt          | 16505551234 | ''
            document                     | document     | 16505551234 | my receipt
            sticker                      | sticker      | 16505551234 | ''
            location                     | location     | 16505551234 | Philz Coffee
            contacts                     | vcard        | 16505551234 | Barbara J. Johnson
            reaction                     | reaction     | 16505551234 | 👍
            reaction-removed             | reaction     | 16505551234 | ''
            button                       | button       | 16505551234 | Unsubscribe
            interactive-button-reply     | button_reply | 16505551234 | cancel-button
            interactive-list-reply       | list_reply   | 16505551234 | priority_express
            order                        | order        | 16505551234 | Love these!
            system-number-change         | number_change| 16505551234 | User Sheena Nelson changed from 16505551234 to 12195555358
            unsupported                  | unsupported  | 16505551234 | ''
            """)
    void isOneMessageOfItsKind(String sample, String msgType, String user, String rawMsg) throws UnreadableException {
        List<Normalized> normalized = normalized(sample);

        assertThat(normalized).singleElement().isInstanceOfSatisfying(Normalized.Message.class, it -> {
            IncomingMessage message = it.message();
            assertThat(message.msgType()).isEqualTo(msgType);
            assertThat(message.user().key()).isEqualTo(user);
            assertThat(message.line()).isEqualTo("106540352242922");
            assertThat(message.sentAt()).isNotNull();
            assertThat(message.rawMsg()).isEqualTo(rawMsg);
        });
        IncomingMessage message = ((Normalized.Message) normalized.getFirst()).message();
        assertThat(Json.read(Json.write(message), IncomingMessage.class).content())
                .as("comes out of the topic as it went in")
                .isEqualTo(message.content());
    }

    @ParameterizedTest
    @CsvSource({
        "status-sent, sent, 16505551234, ",
        "status-failed, failed, 16505551234, 131049",
        "status-delivered-bsuid, delivered, US.13491208655302741918, "
    })
    void isADelivery(String sample, String state, String user, Integer code) throws UnreadableException {
        assertThat(normalized(sample)).singleElement().isInstanceOfSatisfying(Normalized.Report.class, it -> {
            assertThat(it.delivery().state().word()).isEqualTo(state);
            assertThat(it.delivery().user().key()).isEqualTo(user);
            assertThat(it.delivery().providerId()).startsWith("wamid.");
            assertThat(
                            it.delivery().error() == null
                                    ? null
                                    : it.delivery().error().code())
                    .isEqualTo(code);
            assertThat(it.delivery().pricing() == null).isEqualTo(state.equals("failed"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"account-update", "errors-account-level"})
    void isKeptRaw(String sample) throws UnreadableException {
        assertThat(normalized(sample)).singleElement().isInstanceOf(Normalized.KeptRaw.class);
    }

    private static List<Normalized> normalized(String sample) throws UnreadableException {
        return new GraphApiNormalizer("default")
                .normalize(Trees.ofMeta(Samples.bytes("graph-api/" + sample + ".json")), NOW);
    }
}
