package co.loglife.flow.ingress.graphapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of the contract's table, with the odd shapes that were seen. */
class KindsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Media FILE = Media.withId("7", "image/jpeg", "abc=");

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("'type':'text','text':{'body':'hi'}", new Content.Text("hi", null), "chat", "hi"),
                kind("'type':'text','text':{'body':''}", new Content.Text("", null), "chat", ""),
                kind("'type':'text','text':{'body':42}", new Content.Text("42", null), "chat", "42"),
                kind(
                        "'type':'text','text':{'body':'hi'},'referral':{'source_id':'9'}",
                        new Content.Text("hi", json("{'source_id':'9'}")),
                        "chat",
                        "hi"),
                kind("'type':'image','image':" + file("'caption':'c'"), new Content.Image(FILE, "c"), "image", "c"),
                kind("'type':'video','video':" + file("'caption':'c'"), new Content.Video(FILE, "c"), "video", "c"),
                kind(
                        "'type':'document','document':" + file("'caption':'c','filename':'a.pdf'"),
                        new Content.Document(FILE, "c", "a.pdf"),
                        "document",
                        "c"),
                kind("'type':'audio','audio':" + file("'voice':true"), new Content.Audio(FILE, true), "ptt", ""),
                kind("'type':'audio','audio':" + file("'voice':false"), new Content.Audio(FILE, false), "audio", ""),
                kind("'type':'audio','audio':" + file("'voice':'true'"), new Content.Audio(FILE, true), "ptt", ""),
                kind(
                        "'type':'sticker','sticker':" + file("'animated':true"),
                        new Content.Sticker(FILE, true),
                        "sticker",
                        ""),
                kind(
                        "'type':'image','image':{'id':1003383421387256}",
                        new Content.Image(Media.withId("1003383421387256", null, null), null),
                        "image",
                        ""),
                kind(
                        "'type':'location','location':{'latitude':37.44221496582,'longitude':'-122.1'}",
                        new Content.Location(new BigDecimal("37.44221496582"), new BigDecimal("-122.1"), null, null),
                        "location",
                        "37.44221496582,-122.1"),
                kind(
                        "'type':'contacts','contacts':[{'phones':[{'phone':'+1 415','wa_id':1415}]},"
                                + "{'name':{'formatted_name':'B'}}]",
                        new Content.Contacts(List.of(
                                new Contact(null, List.of("+1 415"), List.of("1415"), null),
                                new Contact("B", List.of(), List.of(), null))),
                        "multi_vcard",
                        "B"),
                kind(
                        "'type':'contacts','contacts':[{'name':{'formatted_name':'C'},'origin':'o'}]",
                        new Content.Contacts(List.of(new Contact("C", List.of(), List.of(), null))),
                        "vcard",
                        "C"),
                kind("'type':'contacts','contacts':[]", new Content.Contacts(List.of()), "vcard", ""),
                kind(
                        "'type':'reaction','reaction':{'message_id':'m','emoji':''}",
                        new Content.Reaction("m", ""),
                        "reaction",
                        ""),
                kind(
                        "'type':'reaction','reaction':{'message_id':'m','emoji':null}",
                        new Content.Reaction("m", ""),
                        "reaction",
                        ""),
                kind(
                        "'type':'location','location':{'latitude':'1.5','longitude':2,'name':'Home','address':'A',"
                                + "'url':'https://x'}",
                        new Content.Location(new BigDecimal("1.5"), new BigDecimal("2"), "Home", "A"),
                        "location",
                        "Home"),
                kind("'type':'button','button':{'payload':'p'}", new Content.Button("p", "p"), "button", "p"),
                kind(
                        "'type':'order','order':{'product_items':[{'quantity':2},{}]}",
                        new Content.Order(
                                null,
                                null,
                                List.of(
                                        new Content.Order.Item(null, new BigDecimal("2"), null, null),
                                        new Content.Order.Item(null, null, null, null))),
                        "order",
                        ""),
                kind("'type':'button','button':{'text':'Yes'}", new Content.Button("Yes", null), "button", "Yes"),
                kind(
                        "'type':'interactive','interactive':{'type':'button_reply','button_reply':{'id':7}}",
                        new Content.ButtonReply("7", ""),
                        "button_reply",
                        "7"),
                kind(
                        "'type':'interactive','interactive':{'type':'nfm_reply','nfm_reply':{'name':'address_message',"
                                + "'body':'A','response_json':'no json'}}",
                        new Content.FlowReply("address_message", "A", "no json"),
                        "flow_reply",
                        "A"),
                kind(
                        "'type':'interactive','interactive':{'type':'nfm_reply','nfm_reply':{'name':'flow'}}",
                        new Content.FlowReply("flow", "", null),
                        "flow_reply",
                        ""),
                kind(
                        "'type':'interactive','interactive':{'type':'call_permission_reply','call_permission_reply':"
                                + "{'response':'reject','response_source':'user_action'}}",
                        new Content.CallPermissionReply("reject", null),
                        "call_permission_reply",
                        ""),
                kind(
                        "'type':'order','order':{'product_items':[{'product_retailer_id':5}]}",
                        new Content.Order(null, null, List.of(new Content.Order.Item("5", null, null, null))),
                        "order",
                        ""),
                kind("'type':'system','system':{'body':'b'}", new Content.SystemEvent("unknown", "b"), "system", "b"),
                kind(
                        "'type':'system','system':{'type':'user_changed_number'}",
                        new Content.SystemEvent("user_changed_number", null),
                        "system",
                        ""),
                kind(
                        "'type':'system','system':{'type':'group_participant_added','body':'b'}",
                        new Content.SystemEvent("group_participant_added", "b"),
                        "system",
                        "b"),
                kind(
                        "'type':'edit','edit':{'original_message_id':'o','message':{'type':'image','image':"
                                + file("'caption':'n'") + "}}",
                        new Content.Edit("o", new Content.Image(FILE, "n")),
                        "edit",
                        "n"),
                kind(
                        "'type':'edit','edit':{'original_message_id':'o','message':{'type':'video','video':"
                                + file("'caption':'n'") + "}}",
                        new Content.Edit("o", new Content.Video(FILE, "n")),
                        "edit",
                        "n"),
                kind(
                        "'type':'edit','edit':{'original_message_id':'o','message':{'type':'document','document':"
                                + file("'caption':'n'") + "}}",
                        new Content.Edit("o", new Content.Document(FILE, "n", null)),
                        "edit",
                        "n"),
                kind("'type':'unsupported'", new Content.Unsupported(null, null), "unsupported", ""),
                kind(
                        "'type':'video','errors':[{'code':131052,'title':'Media file size too big'}]",
                        new Content.Unsupported("video", "Media file size too big"),
                        "unsupported",
                        ""),
                kind(
                        "'type':'reaction','reaction':{'message_id':'m','emoji':'👍'}",
                        new Content.Reaction("m", "👍"),
                        "reaction",
                        "👍"),
                kind("'type':'reaction','reaction':{'message_id':'m'}", new Content.Reaction("m", ""), "reaction", ""),
                kind(
                        "'type':'button','button':{'text':'Yes','payload':'p'}",
                        new Content.Button("Yes", "p"),
                        "button",
                        "Yes"),
                kind(
                        "'type':'interactive','interactive':{'type':'button_reply','button_reply':{'id':'y','title':'Y'}}",
                        new Content.ButtonReply("y", "Y"),
                        "button_reply",
                        "y"),
                kind(
                        "'type':'interactive','interactive':{'type':'button_reply','button_reply':{'id':'"
                                + "x".repeat(256) + "'}}",
                        new Content.ButtonReply("x".repeat(256), ""),
                        "button_reply",
                        "x".repeat(256)),
                kind(
                        "'type':'interactive','interactive':{'type':'list_reply','list_reply':{'id':'a\\nb'}}",
                        new Content.ListReply("a\nb", "", null),
                        "list_reply",
                        "a\nb"),
                kind(
                        "'type':'interactive','interactive':{'type':'list_reply','list_reply':{'id':'y','title':'Y',"
                                + "'description':'d'}}",
                        new Content.ListReply("y", "Y", "d"),
                        "list_reply",
                        "y"),
                kind(
                        "'type':'interactive','interactive':{'type':'nfm_reply','nfm_reply':{'name':'flow',"
                                + "'body':'Sent','response_json':'[1]'}}",
                        new Content.FlowReply("flow", "Sent", "[1]"),
                        "flow_reply",
                        "Sent"),
                kind(
                        "'type':'interactive','interactive':{'type':'nfm_reply','nfm_reply':{'response_json':{'a':1}}}",
                        new Content.FlowReply(null, "", "{\"a\":1}"),
                        "flow_reply",
                        ""),
                kind(
                        "'type':'interactive','interactive':{'type':'call_permission_reply','call_permission_reply':"
                                + "{'response':'accept','expiration_timestamp':1750016800}}",
                        new Content.CallPermissionReply("accept", Instant.ofEpochSecond(1_750_016_800)),
                        "call_permission_reply",
                        ""),
                kind(
                        "'type':'order','order':{'catalog_id':'c','text':'t','product_items':[{"
                                + "'product_retailer_id':'p','quantity':'2','item_price':30.00,'currency':'USD'}]}",
                        new Content.Order(
                                "c",
                                "t",
                                List.of(new Content.Order.Item(
                                        "p", new BigDecimal("2"), new BigDecimal("30.00"), "USD"))),
                        "order",
                        "t"),
                kind(
                        "'type':'system','system':{'type':'user_changed_number','wa_id':'12195555358','body':'b'}",
                        new Content.NumberChange(new User("12195555358"), "b"),
                        "number_change",
                        "b"),
                kind(
                        "'type':'system','system':{'type':'user_changed_number','user_id':'US.77'}",
                        new Content.NumberChange(new User("US.77"), null),
                        "number_change",
                        ""),
                kind(
                        "'type':'system','system':{'type':'user_changed_user_id','user_id':'US.77'}",
                        new Content.UserIdChange("US.77", null),
                        "user_id_change",
                        ""),
                kind(
                        "'type':'system','system':{'type':'customer_identity_changed','body':'b'}",
                        new Content.SystemEvent("customer_identity_changed", "b"),
                        "system",
                        "b"),
                kind(
                        "'type':'edit','edit':{'original_message_id':'o','message':{'type':'text','text':{'body':'n'}}}",
                        new Content.Edit("o", new Content.Text("n", null)),
                        "edit",
                        "n"),
                kind("'type':'revoke','revoke':{'original_message_id':'o'}", new Content.Revoke("o"), "revoke", ""),
                kind(
                        "'type':'unsupported','errors':[{'code':131051,'title':'T'}],'unsupported':{'type':'poll'}",
                        new Content.Unsupported("poll", "T"),
                        "unsupported",
                        ""),
                kind(
                        "'type':'unknown','errors':[{'code':131051,'title':'T'}]",
                        new Content.Unsupported(null, "T"),
                        "unsupported",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void becomesItsOwnContent(String fields, Content content, String msgType, String rawMsg) throws Exception {
        IncomingMessage message = message(fields);

        assertThat(message.content()).isEqualTo(content);
        assertThat(message.msgType()).isEqualTo(msgType);
        assertThat(message.rawMsg()).isEqualTo(rawMsg);
        assertThat(Json.read(Json.write(message), IncomingMessage.class).content())
                .isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'request_welcome'",
                "'type':'hologram','hologram':{'depth':3}",
                "'type':'interactive','interactive':{'type':'teleport'}",
                "'type':'wake_up','name':'n'",
                "'type':'interactive','interactive':{'button_reply':{'id':'y'}}",
                "'type':'poll','poll':{}",
                "'type':5",
                "'type':{}",
                "'type':'Text','text':{}",
                "'text':{'body':'no type'}"
            })
    void whatHasNoRecordIsKeptWhole(String fields) throws Exception {
        IncomingMessage message = message(fields);

        assertThat(message.content())
                .isInstanceOfSatisfying(
                        Content.Unknown.class,
                        unknown -> assertThat(unknown.raw()).isEqualTo(element(fields)));
        assertThat(Json.read(Json.write(message), IncomingMessage.class).content())
                .isInstanceOf(Content.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'text'",
                "'type':'text','text':5",
                "'type':'text','text':{'body':{}}",
                "'type':'image','image':{}",
                "'type':'location','location':{'latitude':'north','longitude':1}",
                "'type':'location','location':{'latitude':1e99,'longitude':1}",
                "'type':'contacts','contacts':{}",
                "'type':'button','button':{}",
                "'type':'reaction','reaction':{}",
                "'type':'edit','edit':{'original_message_id':'o'}",
                "'type':'system'"
            })
    void aKnownKindWithoutItsPartsIsMalformed(String fields) throws Exception {
        assertThat(normalized(fields)).singleElement().isInstanceOf(Normalized.Malformed.class);
    }

    @Test
    void hasTheTimeInSecondsOrMilliseconds() throws Exception {
        assertThat(message("'type':'x','timestamp':'1750016800'").sentAt()).isEqualTo("2025-06-15T19:46:40Z");
        assertThat(message("'type':'x','timestamp':1750016800").sentAt()).isEqualTo("2025-06-15T19:46:40Z");
        assertThat(message("'type':'x','timestamp':'1750016800123'").sentAt()).isEqualTo("2025-06-15T19:46:40.123Z");
        assertThat(message("'type':'x','timestamp':1750016800.0").sentAt()).isEqualTo("2025-06-15T19:46:40Z");
        assertThat(message("'type':'x','timestamp':'soon'").sentAt()).isNull();
        assertThat(message("'type':'x','timestamp':1750016800.5").sentAt()).isNull();
    }

    @Test
    void keepsContextWithoutAnId() throws Exception {
        IncomingMessage forwarded = message("'type':'text','text':{'body':'a'},'context':{'forwarded':true}");
        IncomingMessage reply = message("'type':'text','text':{'body':'a'},'context':{'from':'1','id':'q'}");

        assertThat(forwarded.replyTo()).isNull();
        assertThat(forwarded.metadata()).containsKey("forwarded");
        assertThat(reply.replyTo()).isEqualTo("q");
        assertThat(reply.metadata()).containsEntry("quoted_sender", TextNode.valueOf("1"));
    }

    @Test
    void keepsWhyWhatsAppDoesNotHandAMessageOver() throws Exception {
        IncomingMessage message = message("'type':'unsupported','errors':[{'code':131051,'title':'T',"
                + "'error_data':{'details':'D'}}],'unsupported':{'type':'poll'}");

        assertThat(message.metadata().get("errors"))
                .isEqualTo(json("{'a':[{'code':131051,'title':'T','error_data':{'details':'D'}}]}")
                        .get("a"));
    }

    private static IncomingMessage message(String fields) throws UnreadableException {
        return ((Normalized.Message) normalized(fields).getFirst()).message();
    }

    private static List<Normalized> normalized(String fields) throws UnreadableException {
        return new GraphApiNormalizer("default")
                .normalize(
                        json("{'entry':[{'changes':[{'value':{'metadata':{'phone_number_id':'77'},'messages':["
                                + "{'from':'16505551234','id':'wamid.1'," + fields + "}]},'field':'messages'}]}]}"),
                        NOW);
    }

    private static JsonNode element(String fields) {
        return json("{'from':'16505551234','id':'wamid.1'," + fields + "}");
    }

    private static String file(String fields) {
        return "{'id':'7','mime_type':'image/jpeg','sha256':'abc=','url':'https://x'," + fields + "}";
    }

    private static Arguments kind(String fields, Content content, String msgType, String rawMsg) {
        return arguments(fields, content, msgType, rawMsg);
    }

    private static JsonNode json(String text) {
        try {
            return Trees.ofMeta(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableException e) {
            throw new AssertionError(text, e);
        }
    }
}
