package co.loglife.flow.ingress.webjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.User;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Web client sends, the original one and ours, by kind. */
class WebKindsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String CARD =
            "BEGIN:VCARD\\nVERSION:3.0\\nFN:Ali Khan\\n" + "item1.TEL;waid=923001234567:+92 300 1234567\\nEND:VCARD";

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments("'msg_type':'chat','raw_msg':'hi'", new Content.Text("hi", null)),
                arguments("'raw_msg':'hi'", new Content.Text("hi", null)),
                arguments("'msg_type':'list_response','raw_msg':'Goals'", new Content.Text("Goals", null)),
                arguments(
                        "'msg_type':'ptt','raw_msg':''",
                        new Content.Audio(Media.missing(null, "the client sent no file"), true)),
                arguments(
                        "'msg_type':'audio','raw_msg':'no base64!'",
                        new Content.Audio(Media.missing(null, "not base64"), false)),
                arguments(
                        "'msg_type':'video','raw_msg':'c','media':{'mime_type':'video/mp4','omitted_reason':'too large'}",
                        new Content.Video(Media.missing("video/mp4", "too large"), "c")),
                arguments(
                        "'msg_type':'image','raw_msg':''",
                        new Content.Image(Media.missing(null, "the client sent no file"), null)),
                arguments(
                        "'msg_type':'document','raw_msg':'c','media':{'filename':'a.pdf'}",
                        new Content.Document(Media.missing(null, "the client sent no file"), "c", "a.pdf")),
                arguments(
                        "'msg_type':'sticker','raw_msg':''",
                        new Content.Sticker(Media.missing(null, "the client sent no file"), false)),
                arguments(
                        "'msg_type':'location','location':{'latitude':1.5,'longitude':-2,'name':'Home'}",
                        new Content.Location(new BigDecimal("1.5"), new BigDecimal("-2"), "Home", null)),
                arguments("'msg_type':'location','raw_msg':'/9j/'", new Content.Unknown("location", null)),
                arguments(
                        "'msg_type':'reaction','reaction':{'message_id':'m','emoji':'👍'}",
                        new Content.Reaction("m", "👍")),
                arguments(
                        "'msg_type':'chat','raw_msg':'new','edit':{'message_id':'m'}",
                        new Content.Edit("m", new Content.Text("new", null))),
                arguments(
                        "'msg_type':'edit','raw_msg':'new','edit':{'message_id':'m'}",
                        new Content.Edit("m", new Content.Text("new", null))),
                arguments("'msg_type':'revoked','revoke':{'message_id':'m'}", new Content.Revoke("m")),
                arguments(
                        "'msg_type':'vcard','raw_msg':'[\\\"" + CARD.replace("\\n", "\\\\n") + "\\\"]'",
                        new Content.Contacts(List.of(new Contact(
                                "Ali Khan",
                                List.of("+92 300 1234567"),
                                List.of("923001234567"),
                                CARD.replace("\\n", "\n"))))),
                arguments(
                        "'msg_type':'multi_vcard','raw_msg':'BEGIN:VCARD\\nFN:A\\nEND:VCARD\\nBEGIN:VCARD\\nFN:B\\nEND:VCARD'",
                        new Content.Contacts(List.of(
                                new Contact("A", List.of(), List.of(), "BEGIN:VCARD\nFN:A\nEND:VCARD"),
                                new Contact("B", List.of(), List.of(), "BEGIN:VCARD\nFN:B\nEND:VCARD")))),
                arguments("'msg_type':'vcard','raw_msg':'[no cards'", new Content.Contacts(List.of())));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void becomesItsContent(String fields, Content content) throws Exception {
        assertThat(message("'sender':'923325727426'," + fields).content()).isEqualTo(content);
    }

    @Test
    void anotherKindIsKeptWhole() throws Exception {
        IncomingMessage message = message("'sender':'923325727426','msg_type':'poll_creation','raw_msg':'q'");

        assertThat(message.msgType()).isEqualTo("poll_creation");
        assertThat(message.rawMsg()).isEqualTo("q");
        assertThat(Json.read(Json.write(message), IncomingMessage.class).rawMsg())
                .isEqualTo("q");
        assertThat(message.content())
                .isInstanceOfSatisfying(
                        Content.Unknown.class,
                        unknown -> assertThat(unknown.raw()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            923325727426             | phone | 923325727426
            +92 332 572-7426         | phone | 923325727426
            923325727426@c.us        | phone | 923325727426
            162663738155176@lid      | lid   | 162663738155176@lid
            162663738155176          | lid   | 162663738155176@lid
            120363041234567890       | group | 120363041234567890@g.us
            120363041234567890@g.us  | group | 120363041234567890@g.us
            923001234567-1411234567  | group | 923001234567-1411234567@g.us
            92300-1234567890         | phone | 923001234567890
            1234567890               | phone | 1234567890
            """)
    void aSenderIsWhoItIsAndALidNeverAPhone(String sender, String kind, String user) throws Exception {
        IncomingMessage message = message("'sender':'" + sender + "','raw_msg':'hi'");

        assertThat(message.user().key()).isEqualTo(user);
        assertThat(message.sender()).isEqualTo(kind.equals("phone") ? user : null);
    }

    @Test
    void aGroupsMessageBelongsToTheGroupAndNamesItsWriter() throws Exception {
        IncomingMessage message =
                message("'sender':'923325727426@c.us','chat_id':'120363041234567890@g.us','raw_msg':'hi'");

        assertThat(message.address()).isEqualTo(new Address.Group("120363041234567890"));
        assertThat(message.sender()).isEqualTo("923325727426");
    }

    @Test
    void aStatusPostIsNobodysMessage() throws Exception {
        assertThat(normalize("'sender':'status','raw_msg':'hi'")).containsExactly(new Normalized.KeptRaw("broadcast"));
        assertThat(normalize("'sender':'923325727426','chat_id':'status@broadcast','raw_msg':'hi'"))
                .containsExactly(new Normalized.KeptRaw("broadcast"));
    }

    @Test
    void aHiddenIdBesideItsNumberIsAPairAndComesBeforeTheMessage() throws Exception {
        assertThat(normalize("'sender':'923325727426@c.us','sender_lid':'162663738155176@lid','raw_msg':'hi'"))
                .first()
                .isEqualTo(new Normalized.Pair(new Identity("162663738155176@lid", new User("923325727426"), NOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sender':'923325727426'",
                "'sender':'923325727426','sender_lid':'nonsense'",
                "'sender':'923325727426','sender_lid':'923001234567@c.us'",
                "'sender':'923325727426','sender_lid':null",
                "'sender':'77@lid','sender_lid':'77@lid'"
            })
    void withoutBothThereIsNoPair(String fields) throws Exception {
        assertThat(normalize(fields + ",'raw_msg':'hi'")).singleElement().isInstanceOf(Normalized.Message.class);
    }

    @ParameterizedTest
    @CsvSource({
        "whatsapp, BUSINESS_API, 77",
        "web, WEB, web",
        "business_api, BUSINESS_API, 77",
        "emulator, BUSINESS_API, 77"
    })
    void theClientTypeIsItsOwnOrTheConfiguredOne(String word, ClientType clientType, String line) throws Exception {
        IncomingMessage message = message("'sender':'923325727426','raw_msg':'hi','client_type':'" + word + "'");

        assertThat(message.clientType()).isEqualTo(clientType);
        assertThat(message.line()).isEqualTo(line);
    }

    @Test
    void anAckThatIsNoneIsRefused() {
        assertThatThrownBy(() -> WebAck.normalize(
                        Trees.ofOurs("{\"ack\":9,\"recipient\":\"923325727426\",\"id\":\"a\"}"
                                .getBytes(StandardCharsets.UTF_8)),
                        NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static IncomingMessage message(String fields) throws Exception {
        return ((Normalized.Message) normalize(fields).getLast()).message();
    }

    private static List<Normalized> normalize(String fields) throws Exception {
        WebPayload payload = new WebPayload(
                Trees.ofOurs(("{" + fields + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        return new WebNormalizer(ClientType.BUSINESS_API, "77").normalize(payload, null, "own-1", NOW);
    }
}
