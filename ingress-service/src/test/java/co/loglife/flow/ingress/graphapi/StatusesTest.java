package co.loglife.flow.ingress.graphapi;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            'recipient_id':'16505551234'                                                             ; 16505551234 ;
            'recipient_id':'16505551234','biz_opaque_callback_data':'wamid.1:0'                      ; 16505551234 ; wamid.1:0
            'recipient_id':'5511','biz_opaque_callback_data':'api-1|55119'                           ; 55119       ; api-1
            'recipient_user_id':'US.1'                                                               ; US.1        ;
            'recipient_id':'HBg','recipient_type':'group','recipient_participant_id':'16505551234'   ; HBg@g.us    ;
            'biz_opaque_callback_data':'wamid.1:0|US.1'                                              ; US.1        ; wamid.1:0
            """)
    void belongsToTheConversationItWasSentIn(String fields, String user, String outgoingId) throws Exception {
        Delivery delivery = report("'status':'sent'," + fields);

        assertThat(delivery.user().key()).isEqualTo(user);
        assertThat(delivery.outgoingId()).isEqualTo(outgoingId);
        assertThat(delivery.line()).isEqualTo("77");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'code':131026,'title':'T'}   | 131026 | REJECTED
            {'code':'131056','title':'T'} | 131056 | THROTTLED
            {'code':131000}               | 131000 | TRANSIENT
            {'code':190}                  | 190    | CONFIG
            {'code':131053}               | 131053 | TRANSIENT
            {'code':133010}               | 133010 | CONFIG
            {'code':131049}               | 131049 | REJECTED
            {'code':100}                  | 100    | BUG
            {'code':999999}               | 999999 | REJECTED
            {}                            |        | REJECTED
            {'code':'x','message':'M'}    |        | REJECTED
            {'code':null}                 |        | REJECTED
            'text'                        |        | REJECTED
            """)
    void saysWhyItFailed(String error, Integer code, ErrorClass errorClass) throws Exception {
        Delivery.Failure failure = report("'status':'failed','recipient_id':'16505551234','errors':[" + error + "]")
                .error();

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.errorClass()).isEqualTo(errorClass);
    }

    @ParameterizedTest
    @CsvSource({"sent, SENT", "delivered, DELIVERED", "read, READ", "played, PLAYED", "failed, FAILED"})
    void hasTheStateMetaNames(String status, Delivery.State state) throws Exception {
        Delivery delivery = report("'status':'" + status + "','recipient_id':'16505551234'");

        assertThat(delivery.state()).isEqualTo(state);
        assertThat(delivery.providerId()).isEqualTo("wamid.9");
        assertThat(delivery.at()).isEqualTo("2025-06-15T23:27:53Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "warning", "held", "other", "SENT", "RINGING", "7"})
    void aStateNobodyKnowsIsKeptRaw(String status) throws Exception {
        assertThat(normalized("'status':'" + status + "','recipient_id':'16505551234'"))
                .containsExactly(new Normalized.KeptRaw("status"));
    }

    @Test
    void itsPriceIsKeptWhole() throws Exception {
        assertThat(String.valueOf(report("'status':'sent','recipient_id':'16505551234','pricing':{'billable':true,"
                                + "'pricing_model':'PMP','type':'regular','category':'utility'},"
                                + "'conversation':{'id':'c','expiration_timestamp':1750016800}")
                        .pricing()))
                .isEqualTo("{\"billable\":true,\"pricing_model\":\"PMP\",\"type\":\"regular\","
                        + "\"category\":\"utility\"}");
    }

    @Test
    void bothIdsOfARecipientAreAPair() throws Exception {
        assertThat(normalized("'status':'read','recipient_id':'16505551234','recipient_user_id':'US.1'"))
                .hasSize(2)
                .first()
                .isInstanceOf(Normalized.Pair.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'recipient_user_id':'US.1' | [{'wa_id':'16505551234','user_id':'US.1'}]                            | 16505551234
            'recipient_user_id':'US.1' | [{'wa_id':'4915123456'},{'wa_id':'16505551234','user_id':'US.1'}]     | 16505551234
            'recipient_user_id':'US.1' | [{'wa_id':'16505551234','user_id':'US.2'}]                            | US.1
            'recipient_user_id':'US.1' | [{'user_id':'US.1'}]                                                  | US.1
            'x':1                      | [{'wa_id':'16505551234'}]                                             | 16505551234
            'x':1                      | [{'user_id':'US.1'}]                                                  | US.1
            'biz_opaque_callback_data':'wamid.1:0','recipient_user_id':'US.1' | [{'wa_id':'16505551234','user_id':'US.1'}] | 16505551234
            """)
    void theContactBesideItKnowsTheNumber(String fields, String contacts, String user) throws Exception {
        assertThat(normalized("'status':'sent'," + fields, contacts))
                .last()
                .isInstanceOfSatisfying(
                        Normalized.Report.class,
                        it -> assertThat(it.delivery().user().key()).isEqualTo(user));
    }

    @Test
    void withoutAnyRecipientItIsMalformed() throws Exception {
        assertThat(normalized("'status':'read'")).singleElement().isInstanceOf(Normalized.Malformed.class);
        assertThat(normalized("'status':'read'", "[{'wa_id':'16505551234'},{'wa_id':'4915123456'}]"))
                .singleElement()
                .isInstanceOf(Normalized.Malformed.class);
    }

    private static Delivery report(String fields) throws Exception {
        return ((Normalized.Report) normalized(fields).getFirst()).delivery();
    }

    private static List<Normalized> normalized(String fields) throws Exception {
        return normalized(fields, "[]");
    }

    private static List<Normalized> normalized(String fields, String contacts) throws Exception {
        String webhook =
                "{'entry':[{'changes':[{'field':'messages','value':{'metadata':{'phone_number_id':77}," + "'contacts':"
                        + contacts + ",'statuses':[{'id':'wamid.9','timestamp':'1750030073'," + fields + "}]}}]}]}";
        return new GraphApiNormalizer("default")
                .normalize(Trees.ofMeta(webhook.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), NOW);
    }
}
