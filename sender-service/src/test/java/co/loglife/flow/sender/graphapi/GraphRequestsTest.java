package co.loglife.flow.sender.graphapi;

import static co.loglife.flow.sender.testing.Outbox.aReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.Reply;
import co.loglife.flow.sender.testing.Outbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GraphRequestsTest {
    private static final Media LINK = Media.at("https://example.org/a");
    private static final Media ID = Media.withId("123", null, null);
    private static final Media STORED = Media.stored("sha256:ab", "image/png", 3, "ab");

    static Stream<Arguments> replies() {
        return Stream.of(
                kind(new Reply.Text("hi", true), "text", "{'body':'hi','preview_url':true}"),
                kind(
                        new Reply.Buttons(
                                Reply.Header.of("Top"), "Sure?", "foot", List.of(new Reply.Option("y", "Yes"))),
                        "interactive",
                        """
                        {'type':'button','header':{'type':'text','text':'Top'},'body':{'text':'Sure?'},
                         'footer':{'text':'foot'},
                         'action':{'buttons':[{'type':'reply','reply':{'id':'y','title':'Yes'}}]}}"""),
                kind(
                        new Reply.Buttons(
                                new Reply.Header(null, STORED, null, null),
                                "Sure?",
                                null,
                                List.of(new Reply.Option("y", "Yes"))),
                        "interactive",
                        """
                        {'type':'button','header':{'type':'image','image':{'id':'up-1'}},'body':{'text':'Sure?'},
                         'action':{'buttons':[{'type':'reply','reply':{'id':'y','title':'Yes'}}]}}"""),
                kind(
                        new Reply.ListMenu(
                                "Top",
                                "Pick",
                                null,
                                "Open",
                                List.of(new Reply.ListMenu.Section(
                                        null,
                                        List.of(
                                                new Reply.ListMenu.Row("1", "One", "first"),
                                                new Reply.ListMenu.Row("2", "Two", null))))),
                        "interactive",
                        """
                        {'type':'list','header':{'type':'text','text':'Top'},'body':{'text':'Pick'},
                         'action':{'button':'Open','sections':[{'rows':[
                           {'id':'1','title':'One','description':'first'},{'id':'2','title':'Two'}]}]}}"""),
                kind(new Reply.CtaUrl(null, "See", null, "Open", "https://example.org"), "interactive", """
                        {'type':'cta_url','body':{'text':'See'},
                         'action':{'name':'cta_url','parameters':{'display_text':'Open','url':'https://example.org'}}}"""),
                kind(new Reply.LocationRequest("Where?"), "interactive", """
                        {'type':'location_request_message','body':{'text':'Where?'},'action':{'name':'send_location'}}"""),
                kind(new Reply.VoiceCall("Call", "Ring", 15, "p"), "interactive", """
                        {'type':'voice_call','body':{'text':'Call'},'action':{'name':'voice_call',
                         'parameters':{'display_text':'Ring','ttl_minutes':15,'payload':'p'}}}"""),
                kind(
                        new Reply.VoiceCall("Call", null, null, null),
                        "interactive",
                        "{'type':'voice_call','body':{'text':'Call'},'action':{'name':'voice_call'}}"),
                kind(
                        new Reply.Flow(
                                null,
                                "Form",
                                null,
                                "77",
                                null,
                                "Fill in",
                                "t",
                                "draft",
                                "navigate",
                                "FIRST",
                                Json.mapper().createObjectNode().put("a", 1)),
                        "interactive",
                        """
                        {'type':'flow','body':{'text':'Form'},'action':{'name':'flow','parameters':{
                         'flow_message_version':'3','flow_id':'77','flow_cta':'Fill in','flow_token':'t','mode':'draft',
                         'flow_action':'navigate','flow_action_payload':{'screen':'FIRST','data':{'a':1}}}}}"""),
                kind(new Reply.Image(LINK, "cap"), "image", "{'link':'https://example.org/a','caption':'cap'}"),
                kind(new Reply.Image(STORED, null), "image", "{'id':'up-1'}"),
                kind(new Reply.Video(ID, null), "video", "{'id':'123'}"),
                kind(new Reply.Audio(ID, true), "audio", "{'id':'123','voice':true}"),
                kind(new Reply.Audio(ID, false), "audio", "{'id':'123'}"),
                kind(
                        new Reply.Document(ID, "cap", "a.pdf"),
                        "document",
                        "{'id':'123','caption':'cap','filename':'a.pdf'}"),
                kind(new Reply.Sticker(ID), "sticker", "{'id':'123'}"),
                kind(
                        new Reply.Location(new BigDecimal("1.5"), new BigDecimal("-2"), "Here", "There"),
                        "location",
                        "{'latitude':1.5,'longitude':-2,'name':'Here','address':'There'}"),
                kind(
                        new Reply.Contacts(List.of(new Contact("Ann", List.of("+1 555"), List.of("1555"), null))),
                        "contacts",
                        """
                        [{'name':{'formatted_name':'Ann','first_name':'Ann'},
                          'phones':[{'phone':'+1 555','wa_id':'1555'}]}]"""),
                kind(
                        new Reply.Contacts(
                                List.of(new Contact("Ann", List.of("+1 444", "+1 (555) 0"), List.of("15550"), null))),
                        "contacts",
                        """
                        [{'name':{'formatted_name':'Ann','first_name':'Ann'},
                          'phones':[{'phone':'+1 444'},{'phone':'+1 (555) 0','wa_id':'15550'}]}]"""),
                kind(
                        new Reply.Contacts(List.of(new Contact("Ann", List.of("0300 1"), List.of("923001"), null))),
                        "contacts",
                        """
                        [{'name':{'formatted_name':'Ann','first_name':'Ann'},
                          'phones':[{'phone':'0300 1','wa_id':'923001'}]}]"""),
                kind(new Reply.Reaction("wamid.9", ""), "reaction", "{'message_id':'wamid.9','emoji':''}"),
                kind(
                        new Reply.Template(
                                "hello",
                                "en_US",
                                List.of(Json.mapper().createObjectNode().put("type", "body"))),
                        "template",
                        "{'name':'hello','language':{'code':'en_US'},'components':[{'type':'body'}]}"),
                kind(
                        new Reply.Template(
                                "hello",
                                "en_US",
                                List.of(
                                        component("{'type':'button','sub_type':'quick_reply','index':0}"),
                                        component("{'type':'button','sub_type':'quick_reply','index':'1'}"))),
                        "template",
                        """
                        {'name':'hello','language':{'code':'en_US'},'components':[
                         {'type':'button','sub_type':'quick_reply','index':'0'},
                         {'type':'button','sub_type':'quick_reply','index':'1'}]}"""),
                kind(
                        new Reply.Template("hello", "en", List.of()),
                        "template",
                        "{'name':'hello','language':{'code':'en'}}"));
    }

    private static JsonNode component(String json) {
        try {
            return Json.mapper().readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Arguments kind(Reply reply, String type, String json) {
        return Arguments.of(reply, type, json.replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void saysEveryKindAsMetaWantsIt(Reply reply, String type, String json) throws IOException {
        ObjectNode body = body(aReply().withId("id-1").with(reply));

        assertThat(body.path("type").asText()).isEqualTo(type);
        assertThat(Json.mapper().readTree(Json.write(body.path(type))))
                .isEqualTo(Json.mapper().readTree(json));
        assertThat(body.path("messaging_product").asText()).isEqualTo("whatsapp");
        assertThat(body.path("recipient_type").asText()).isEqualTo("individual");
        assertThat(body.path("biz_opaque_callback_data").asText()).isEqualTo("id-1");
    }

    @Test
    void writesAPhoneNumberWithItsPlus() {
        assertThat(body(aReply().to("923001234567")).path("to").asText()).isEqualTo("+923001234567");
    }

    @Test
    void writesAUserIdAsRecipient() {
        ObjectNode body = body(aReply().to("US.1349"));

        assertThat(body.path("recipient").asText()).isEqualTo("US.1349");
        assertThat(body.has("to")).isFalse();
        assertThat(body.path("biz_opaque_callback_data").asText()).isEqualTo("wamid.1:0|US.1349");
    }

    @Test
    void writesToAGroup() {
        ObjectNode body = body(aReply().to("120363@g.us"));

        assertThat(body.path("recipient_type").asText()).isEqualTo("group");
        assertThat(body.path("to").asText()).isEqualTo("120363");
    }

    @Test
    void cannotReachAPersonKnownByALidOnly() {
        assertThatThrownBy(() -> body(aReply().to("55@lid"))).isInstanceOf(UnreachableException.class);
    }

    @Test
    void quotesUnlessItReacts() {
        assertThat(body(aReply().quoting("wamid.7")).at("/context/message_id").asText())
                .isEqualTo("wamid.7");
        assertThat(body(aReply().with(new Reply.Reaction("wamid.9", "👍")).quoting("wamid.7"))
                        .has("context"))
                .isFalse();
    }

    @Test
    void namesTheFilesThatHaveToBeAtMetaFirst() {
        assertThat(GraphRequests.stored(new Reply.Image(STORED, null))).containsExactly(STORED);
        assertThat(GraphRequests.stored(new Reply.Image(LINK, null))).isEmpty();
        assertThat(GraphRequests.stored(new Reply.CtaUrl(
                        new Reply.Header(null, null, null, STORED), "b", null, "l", "https://example.org")))
                .containsExactly(STORED);
    }

    private static ObjectNode body(Outbox message) {
        return GraphRequests.body(message.build(), Map.of("sha256:ab", "up-1"));
    }
}
