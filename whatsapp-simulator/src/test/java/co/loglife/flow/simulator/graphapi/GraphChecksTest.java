package co.loglife.flow.simulator.graphapi;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's table of messages, row by row. The requests leave out what every message has; it is added here. */
final class GraphChecksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'text','text':{'body':'hi'}}",
                "{'text':{'body':'hi','preview_url':true}}",
                "{'type':'text','text':{'body':'hi'},'context':{'message_id':'wamid.1'},'biz_opaque_callback_data':'x'}",
                "{'type':'image','image':{'link':'https://a.example/b.png','caption':'c'}}",
                "{'type':'video','video':{'id':'1'}}",
                "{'type':'document','document':{'id':'1','filename':'a.pdf','caption':'c'}}",
                "{'type':'audio','audio':{'id':'1','voice':true}}",
                "{'type':'sticker','sticker':{'id':'1'}}",
                "{'type':'location','location':{'latitude':'37.44','longitude':'-122.16','name':'n','address':'a'}}",
                "{'type':'location','location':{'latitude':37.44,'longitude':-122.16}}",
                "{'type':'contacts','contacts':[{'name':{'formatted_name':'Ann'},'phones':[{'phone':'+1'}]}]}",
                "{'type':'reaction','reaction':{'message_id':'wamid.1','emoji':'👍'}}",
                "{'type':'reaction','reaction':{'message_id':'wamid.1','emoji':''}}",
                "{'type':'template','template':{'name':'hello_world','language':{'code':'en_US'}}}",
                "{'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body',"
                        + "'parameters':[{'type':'text','text':'x'}]},{'type':'button','sub_type':'quick_reply','index':'0',"
                        + "'parameters':[{'type':'payload','payload':'p'}]}]}}",
                "{'type':'interactive','interactive':{'type':'button','header':{'type':'text','text':'h'},'body':{'text':'b'},"
                        + "'footer':{'text':'f'},'action':{'buttons':[{'type':'reply','reply':{'id':'1','title':'t'}}]}}}",
                "{'type':'interactive','interactive':{'type':'list','body':{'text':'b'},'action':{'button':'open','sections':"
                        + "[{'title':'s','rows':[{'id':'1','title':'t','description':'d'}]}]}}}",
                "{'type':'interactive','interactive':{'type':'cta_url','body':{'text':'b'},'action':{'name':'cta_url',"
                        + "'parameters':{'display_text':'Open','url':'https://a.example'}}}}",
                "{'type':'interactive','interactive':{'type':'location_request_message','body':{'text':'b'},"
                        + "'action':{'name':'send_location'}}}",
                "{'type':'interactive','interactive':{'type':'voice_call','body':{'text':'b'},'action':{'name':'voice_call',"
                        + "'parameters':{'display_text':'Call','ttl_minutes':100}}}}",
                "{'type':'interactive','interactive':{'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':"
                        + "{'flow_message_version':'3','flow_id':'1','flow_cta':'Go','flow_action_payload':{'screen':'S'}}}}}"
            })
    void takesWhatMetaTakes(String request) throws IOException {
        assertThat(check(request)).isInstanceOf(Checked.Message.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "131008 | {'type':'text','text':{}}",
                "131009 | {'type':'text','text':{'body':''}}",
                "131009 | {'type':'text','text':{'body':5}}",
                "131009 | {'type':'text','text':{'body':'hi','preview_url':'yes'}}",
                "100    | {'type':'text','text':{'body':'hi','bold':true}}",
                "100    | {'type':'text','text':{'body':'hi'},'image':{'id':'1'}}",
                "131008 | {'type':'text'}",
                "131009 | {'type':'poem','poem':{}}",
                "131009 | {'type':'text','text':{'body':'hi'},'recipient_type':'crowd'}",
                "100    | {'type':'image','image':{}}",
                "100    | {'type':'image','image':{'id':'1','link':'https://a.example/b.png'}}",
                "131009 | {'type':'image','image':{'link':'ftp://a.example/b.png'}}",
                "100    | {'type':'audio','audio':{'id':'1','caption':'c'}}",
                "131009 | {'type':'location','location':{'latitude':'91','longitude':'0'}}",
                "131009 | {'type':'location','location':{'latitude':'north','longitude':'0'}}",
                "131009 | {'type':'contacts','contacts':[]}",
                "131008 | {'type':'contacts','contacts':[{'name':{}}]}",
                "131008 | {'type':'reaction','reaction':{'emoji':'x'}}",
                "131009 | {'type':'reaction','reaction':{'message_id':'1','emoji':'x'},'context':{'message_id':'1'}}",
                "131009 | {'type':'template','template':{'name':'Hello','language':{'code':'en'}}}",
                "131008 | {'type':'template','template':{'name':'hello','language':{}}}",
                "131009 | {'type':'interactive','interactive':{'type':'button','body':{'text':'b'},'action':{'buttons':[]}}}",
                "131009 | {'type':'interactive','interactive':{'type':'BUTTON','body':{'text':'b'},'action':{'buttons':[]}}}",
                "131008 | {'type':'interactive','interactive':{'type':'list','body':{'text':'b'},'action':{'sections':[{'rows':[{'id':'1','title':'t'}]}]}}}",
                "131009 | {'type':'interactive','interactive':{'type':'voice_call','body':{'text':'b'},'action':{'name':'voice_call','parameters':{'ttl_minutes':0}}}}",
                "100    | {'type':'interactive','interactive':{'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_cta':'Go'}}}}"
            })
    void refusesAsMetaDoes(int code, String request) throws IOException {
        assertThat(check(request))
                .isInstanceOfSatisfying(
                        Checked.Refused.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "text,            4096, '{\"text\":{\"body\":\"%s\"}}'",
        "image caption,   1024, '{\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"%s\"}}'",
        "callback data,    512, '{\"text\":{\"body\":\"b\"},\"biz_opaque_callback_data\":\"%s\"}'",
        "button title,      20, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"b\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"1\",\"title\":\"%s\"}}]}}}'",
        "button id,        256, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"b\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"%s\",\"title\":\"t\"}}]}}}'",
        "button body,     1024, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"%s\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"1\",\"title\":\"t\"}}]}}}'",
        "footer,            60, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"b\"},\"footer\":{\"text\":\"%s\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"1\",\"title\":\"t\"}}]}}}'",
        "row title,         24, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"body\":{\"text\":\"b\"},\"action\":{\"button\":\"o\",\"sections\":[{\"rows\":[{\"id\":\"1\",\"title\":\"%s\"}]}]}}}'",
        "row id,           200, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"body\":{\"text\":\"b\"},\"action\":{\"button\":\"o\",\"sections\":[{\"rows\":[{\"id\":\"%s\",\"title\":\"t\"}]}]}}}'",
        "row description,   72, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"body\":{\"text\":\"b\"},\"action\":{\"button\":\"o\",\"sections\":[{\"rows\":[{\"id\":\"1\",\"title\":\"t\",\"description\":\"%s\"}]}]}}}'",
        "list button,       20, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"body\":{\"text\":\"b\"},\"action\":{\"button\":\"%s\",\"sections\":[{\"rows\":[{\"id\":\"1\",\"title\":\"t\"}]}]}}}'",
        "link label,        20, '{\"type\":\"interactive\",\"interactive\":{\"type\":\"cta_url\",\"body\":{\"text\":\"b\"},\"action\":{\"name\":\"cta_url\",\"parameters\":{\"display_text\":\"%s\",\"url\":\"https://a.example\"}}}}'"
    })
    void countsCodePoints(String what, int most, String request) throws IOException {
        assertThat(check(request.formatted("🏃".repeat(most)))).as(what).isInstanceOf(Checked.Message.class);
        assertThat(check(request.formatted("a".repeat(most + 1)))).as(what).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void takesTenRowsOverAllSections() throws IOException {
        assertThat(check(list(5, 5))).isInstanceOf(Checked.Message.class);
        assertThat(check(list(5, 6))).isInstanceOf(Checked.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"+15550001111, 15550001111", "+1 (555) 000-1111, 15550001111"})
    void findsTheRecipientHoweverItIsWritten(String to, String id) throws IOException {
        assertThat(check("{'to':'" + to + "','text':{'body':'hi'}}"))
                .isInstanceOfSatisfying(
                        Checked.Message.class,
                        message -> assertThat(message.to().id()).isEqualTo(id));
    }

    @Test
    void wantsARecipientAndTheProduct() throws IOException {
        assertThat(GraphChecks.check(json("{'messaging_product':'whatsapp','text':{'body':'hi'}}")))
                .isInstanceOf(Checked.Refused.class);
        assertThat(GraphChecks.check(json("{'to':'+15550001111','text':{'body':'hi'}}")))
                .isInstanceOf(Checked.Refused.class);
        assertThat(check("{'to':'somebody','text':{'body':'hi'}}")).isInstanceOf(Checked.Refused.class);
        assertThat(GraphChecks.check(json("[]"))).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void findsEveryMediaId() throws IOException {
        Checked checked = check("{'type':'interactive','interactive':{'type':'button','header':{'type':'image',"
                + "'image':{'id':'77'}},'body':{'text':'b'},'action':{'buttons':[{'type':'reply','reply':{'id':'1',"
                + "'title':'t'}}]}}}");

        assertThat(checked)
                .isInstanceOfSatisfying(
                        Checked.Message.class,
                        message -> assertThat(message.mediaIds()).containsExactly("77"));
    }

    private static String list(int first, int second) {
        StringBuilder sections = new StringBuilder();
        int id = 0;
        for (int rows : new int[] {first, second}) {
            sections.append(sections.isEmpty() ? "" : ",").append("{'title':'s','rows':[");
            for (int i = 0; i < rows; i++) {
                sections.append(i == 0 ? "" : ",").append("{'id':'" + id++ + "','title':'t'}");
            }
            sections.append("]}");
        }
        return "{'type':'interactive','interactive':{'type':'list','body':{'text':'b'},'action':{'button':'o','sections':["
                + sections + "]}}}";
    }

    private static Checked check(String request) throws IOException {
        ObjectNode full = (ObjectNode) json(request);
        full.put("messaging_product", "whatsapp");
        if (!full.has("to")) {
            full.put("to", "+15550001111");
        }
        return GraphChecks.check(full);
    }

    private static JsonNode json(String quotedSimply) throws IOException {
        return Json.mapper().readTree(quotedSimply.replace('\'', '"'));
    }
}
