package co.loglife.flow.ingress.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingRequestTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void aTextAloneIsATextMessage() throws Exception {
        OutgoingMessage message = read("'recipient':'+92 300 1234567','message':'hello'");

        assertThat(message.recipient()).isEqualTo(new Address.Phone("923001234567"));
        assertThat(message.user().key()).isEqualTo("923001234567");
        assertThat(message.message()).isEqualTo(new Reply.Text("hello"));
        assertThat(message.clientType()).isEqualTo(ClientType.WEB);
        assertThat(message.line()).isEqualTo("web");
        assertThat(message.kind()).isEqualTo("notification");
        assertThat(message.createdAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'text','body':'b','preview_url':true}",
                "{'type':'buttons','body':'b','buttons':[{'id':'y','title':'Yes'}]}",
                "{'type':'list','body':'b','button':'Open','sections':[{'rows':[{'id':'a','title':'A'}]}]}",
                "{'type':'cta_url','body':'b','label':'Open','url':'https://loglife.co'}",
                "{'type':'location_request','body':'b'}",
                "{'type':'voice_call','body':'b','ttl_minutes':5}",
                "{'type':'flow','body':'b','id':'1','label':'Go'}",
                "{'type':'image','media':{'link':'https://loglife.co/a.png'},'caption':'c'}",
                "{'type':'video','media':{'id':'7'}}",
                "{'type':'audio','media':{'id':'7'},'voice':true}",
                "{'type':'document','media':{'id':'7'},'file_name':'a.pdf'}",
                "{'type':'sticker','media':{'id':'7'}}",
                "{'type':'location','latitude':1.5,'longitude':2}",
                "{'type':'contacts','contacts':[{'name':'Ali','phones':['+92']}]}",
                "{'type':'reaction','message_id':'m','emoji':'👍'}",
                "{'type':'template','name':'n','language':'en'}"
            })
    void anyKindCanBeSent(String message) throws Exception {
        assertThat(read("'recipient':'923001234567','message':" + message).message())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            'message':'hi'                                                        ; recipient
            'recipient':'','message':'hi'                                         ; recipient
            'recipient':'somebody','message':'hi'                                 ; recipient
            'recipient':'99999','message':'hi'                                    ; recipient
            'recipient':'status@broadcast','message':'hi'                         ; recipient
            'recipient':'923001234567'                                            ; message
            'recipient':'923001234567','message':''                               ; message
            'recipient':'923001234567','message':[]                               ; message
            'recipient':'923001234567','message':{'body':'b'}                     ; message.type
            'recipient':'923001234567','message':{'type':'song'}                  ; message.type
            'recipient':'923001234567','message':{'type':'text','body':''}        ; message.body
            'recipient':'923001234567','message':{'type':'buttons','body':'b'}    ; message.buttons
            'recipient':'923001234567','message':{'type':'image','media':{'id':{}}} ; message.media.id
            'recipient':'923001234567','message':{'type':{}}                      ; message.type
            'recipient':'923001234567','message':{'type':'text','body':'b','preview':1} ; message.preview
            'recipient':'923001234567','message':{'type':'image','media':{'id':'7','name':'n'}} ; message.media.name
            'recipient':'923001234567','message':{'type':'reaction','emoji':''}   ; message.message_id
            'recipient':'923001234567','message':{'type':'buttons','body':'b','buttons':[{'id':'','title':'t'}]} ; message
            'recipient':'923001234567','message':{'type':'list','body':'b','button':'o','sections':[{'rows':[]}]} ; message.sections[0]
            'recipient':{},'message':'hi'                                         ; recipient
            'recipient':'923001234567','message':'hi','client_type':['business_api'] ; client_type
            'recipient':'923001234567','message':'hi','expires_at':{}             ; expires_at
            'recipient':'923001234567','message':'hi','quotes':[]                 ; quotes
            'recipient':'923001234567','message':'hi','line':{}                   ; line
            'recipient':'923001234567','message':'hi','kind':true                 ; kind
            'recipient':'923001234567','message':'hi','client_type':'sms'         ; client_type
            'recipient':'923001234567','message':'hi','expires_at':'tomorrow'     ; expires_at
            'recipient':'923001234567','message':'hi','expires_at':'2020-01-01T00:00:00Z' ; expires_at
            'recipient':'923001234567','message':'hi','to':'x'                    ; to
            """)
    void whatIsWrongIsNamed(String fields, String field) {
        InvalidRequest problem = catchThrowableOfType(InvalidRequest.class, () -> read(fields));

        assertThat(problem).isNotNull();
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.getMessage()).isNotBlank();
    }

    @Test
    void aKeyAndARecipientAlwaysMakeTheSameId() throws Exception {
        String id = idOf("order-7", "+92 300 1234567");

        assertThat(idOf("order-7", "923001234567@c.us")).isEqualTo(id);
        assertThat(idOf("order-8", "923001234567")).isNotEqualTo(id);
        assertThat(idOf("order-7", "923001234568")).isNotEqualTo(id);
        assertThat(id).hasSize(36);
        assertThat(catchThrowableOfType(InvalidRequest.class, () -> OutgoingIds.ofKey("with blank"))
                        .field())
                .isEqualTo("Idempotency-Key");
    }

    private static String idOf(String key, String recipient) throws Exception {
        return read("'recipient':'" + recipient + "','message':'hi'", OutgoingIds.ofKey(key))
                .id();
    }

    private static OutgoingMessage read(String fields) throws Exception {
        return read(fields, _ -> "api-1");
    }

    private static OutgoingMessage read(String fields, Function<User, String> id) throws Exception {
        return new OutgoingRequest(ClientType.WEB, "77")
                .read(Trees.ofOurs(("{" + fields + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8)), id, NOW);
    }
}
