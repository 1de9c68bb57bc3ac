package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.testing.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** A14: words that must show up nowhere, sent every way there is, errors included; then everything said is searched. */
@Tag("broker")
class CanaryTest {
    private static final String APP_SECRET = "canary-app-secret";
    private static final String VERIFY_TOKEN = "canary-verify-token";
    private static final String WEBHOOK_TOKEN = "canary-webhook-token";
    private static final String NUMBER = "923325727426";
    private static final String TEXT = "canary of the text";
    private static final String NAME = "canary of the name";
    private static final List<String> CANARIES =
            List.of(APP_SECRET, VERIFY_TOKEN, WEBHOOK_TOKEN, NUMBER, TEXT, NAME, "canary");

    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> answers = new ArrayList<>();
    private Ingress ingress;

    @BeforeEach
    void start() throws Exception {
        log.start();
        root().addAppender(log);
        ingress = Ingress.start(
                kafka,
                Map.of(
                        "WHATSAPP_APP_SECRET", APP_SECRET,
                        "VERIFY_TOKEN", VERIFY_TOKEN,
                        "WEBHOOK_TOKEN", WEBHOOK_TOKEN));
    }

    @AfterEach
    void stop() {
        ingress.close();
        root().detachAppender(log);
    }

    @Test
    void a14NoSecretNumberOrWordIsInAnAnswerTheLogTheMetricsOrAHeader() throws Exception {
        Level before = root().getLevel();
        root().setLevel(Level.INFO); // as it is in production
        try {
            meta();
            webClient();
            programs();
            strangers();
        } finally {
            root().setLevel(before);
        }
        answers.add(ingress.get("/metrics").body());
        answers.add(ingress.get("/ready").body());

        assertThat(ingress.on(Kind.INCOMING)).isNotEmpty();
        assertThat(ingress.on(Kind.DEAD_LETTERS)).isNotEmpty();
        assertThat(answers).hasSizeGreaterThan(20).allSatisfy(CanaryTest::hasNoCanary);
        assertThat(logged()).isNotEmpty().allSatisfy(CanaryTest::hasNoCanary);
        for (Kind topic : Kind.values()) {
            for (ConsumerRecord<byte[], byte[]> record : ingress.on(topic)) {
                for (Header header : record.headers()) {
                    hasNoCanary(header.key() + new String(header.value(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    private void meta() throws Exception {
        String message = "{'from':'" + NUMBER + "','id':'wamid.1','type':'text','text':{'body':'" + TEXT + "'}}";
        signed(webhook(message));
        signed(webhook(message.replace("'text'", "'" + TEXT + "'")));
        signed(webhook(message.replace("'wamid.1'", "{'" + TEXT + "':1}")));
        signed(webhook(message.replace(NUMBER, NUMBER + " " + TEXT)));
        signed(webhook("'" + TEXT + "'"));
        signed("{'entry':'" + TEXT + "'}");
        signed("{'entry':[],'" + TEXT + "'");
        signed("'" + TEXT + "'");
        signed(webhook(message.replace(TEXT, TEXT.repeat(100_000))));
        post("/whatsapp-incoming", webhook(message), Signature.HEADER, "sha256=" + "0".repeat(64));
        post("/whatsapp-incoming", webhook(message));
        post("/whatsapp-incoming", TEXT.repeat(400_000));
        for (String query : List.of(
                "hub.verify_token=" + VERIFY_TOKEN + "x&hub.challenge=1",
                "hub.verify_token=" + VERIFY_TOKEN + "&hub.challenge=%3C" + NUMBER,
                "hub.verify_token=" + VERIFY_TOKEN + "&hub.challenge=1")) {
            answers.add(ingress.get("/whatsapp-incoming?hub.mode=subscribe&" + query)
                    .body());
        }
    }

    private void webClient() throws Exception {
        String message = "{'sender':'" + NUMBER + "','raw_msg':'" + TEXT + "','sender_name':'" + NAME + "'}";
        heard("/webhook", message);
        heard("/webhook", message.replace("'raw_msg'", "'msg_type':'" + TEXT + "','raw_msg'"));
        heard("/webhook", message.replace(NUMBER, TEXT));
        heard("/webhook", message.replace("'raw_msg'", "'client_type':'" + TEXT + "','raw_msg'"));
        heard("/webhook", message + TEXT);
        heard("/webhook", message.replace("'raw_msg'", "'" + TEXT + "':1,'" + TEXT + "':2,'raw_msg'"));
        heard(
                "/webhook",
                "{'sender':'" + NUMBER + "','msg_type':'ptt','raw_msg':'"
                        + Base64.getEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8)) + "'}");
        heard("/webhook/status", "{'id':'a','ack':3,'recipient':'" + NUMBER + "'}");
        heard("/webhook/status", "{'id':'a','ack':'" + TEXT + "','recipient':'" + NUMBER + "'}");
        heard("/webhook/status", "{'id':'a','ack':3,'recipient':'" + TEXT + "'}");
        post("/webhook", message, "Authorization", "Bearer " + WEBHOOK_TOKEN + "x");
        post("/webhook", message, "Authorization", "Basic " + WEBHOOK_TOKEN);
        post("/webhook", message, "Authorization", "Bearer " + WEBHOOK_TOKEN, "Content-Type", "text/" + TEXT);
    }

    private void programs() throws Exception {
        String message = "{'recipient':'" + NUMBER + "','message':{'type':'text','body':'" + TEXT + "'}}";
        heard("/messages", message);
        heard("/messages", message.replace(NUMBER, NUMBER + TEXT));
        heard("/messages", message.replace("'body'", "'" + TEXT + "'"));
        heard("/messages", message.replace("'type':'text'", "'type':'" + TEXT + "'"));
        answers.add(ingress.get("/messages/" + NUMBER, "Authorization", "Bearer " + WEBHOOK_TOKEN)
                .body());
    }

    private void strangers() throws Exception {
        answers.add(ingress.get("/" + NUMBER + "?" + WEBHOOK_TOKEN).body());
        post("/" + APP_SECRET, TEXT);
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says(
                    "POST /webhook HTTP/1.1\r\nHost: localhost\r\nX-" + NUMBER + " : " + WEBHOOK_TOKEN + "\r\n\r\n");
            answers.add(caller.hearsUntilTheEnd());
        }
    }

    private void signed(String webhook) throws Exception {
        String json = webhook.replace('\'', '"');
        post("/whatsapp-incoming", json, Signature.HEADER, Signature.of(new Secret(APP_SECRET), utf8(json)));
    }

    private void heard(String path, String payload) throws Exception {
        post(path, payload.replace('\'', '"'), "Authorization", "Bearer " + WEBHOOK_TOKEN);
    }

    private void post(String path, String body, String... headers) throws Exception {
        HttpResponse<String> answer = ingress.post(path, utf8(body), headers);
        assertThat(answer.statusCode()).as(path).isLessThan(500);
        answers.add(answer.headers().map() + answer.body());
    }

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + event.getKeyValuePairs()
                        + event.getMDCPropertyMap()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    private static void hasNoCanary(String said) {
        for (String canary : CANARIES) {
            assertThat(said).doesNotContain(canary);
        }
    }

    private static String webhook(String message) {
        return "{'entry':[{'changes':[{'field':'messages','value':{'contacts':[{'profile':{'name':'" + NAME
                + "'},'wa_id':'" + NUMBER + "'}],'messages':[" + message + "]}}]}]}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
