package co.loglife.flow.ingress;

import static co.loglife.flow.testing.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.testing.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
class MetaWebhookTest {
    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    private Ingress ingress;

    @BeforeEach
    void start() throws Exception {
        ingress = Ingress.start(kafka);
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void aSignedMessageIsIncomingBeforeItIsAnswered() throws Exception {
        HttpResponse<String> answer = ingress.receives(bytes("graph-api/text.json"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ingress.incoming()).singleElement().satisfies(message -> {
            assertThat(message.user().key()).isEqualTo("16505551234");
            assertThat(message.senderName()).isEqualTo("Sheena Nelson");
            assertThat(message.line()).isEqualTo("106540352242922");
            assertThat(message.content()).isInstanceOf(Content.Text.class);
        });
        assertThat(new String(ingress.on(Kind.INCOMING).getFirst().key(), StandardCharsets.UTF_8))
                .isEqualTo("16505551234");
    }

    @Test
    void theWebhookIsKeptByteForByteWithWhatProvesIt() throws Exception {
        byte[] webhook = bytes("graph-api/account-update.json");
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        String signature = Signature.of(new Secret(Ingress.APP_SECRET), webhook);
        ingress.post("/whatsapp-incoming", webhook, Signature.HEADER, signature, "traceparent", trace);

        assertThat(ingress.on(Kind.WEBHOOKS)).singleElement().satisfies(envelope -> {
            assertThat(envelope.key()).isNull();
            assertThat(envelope.value()).isEqualTo(webhook);
            assertThat(header(envelope, "endpoint")).isEqualTo("/whatsapp-incoming");
            assertThat(header(envelope, "content_type")).isEqualTo("application/json");
            assertThat(header(envelope, "x_hub_signature_256")).isEqualTo(signature);
            assertThat(header(envelope, "received_at")).isNotEmpty();
            assertThat(header(envelope, "traceparent")).isEqualTo(trace);
        });
        assertThat(ingress.on(Kind.INCOMING)).isEmpty();
    }

    @Test
    void oneBrokenMessageBecomesADeadLetterAndItsNeighboursGoOn() throws Exception {
        String webhook = """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
                "metadata":{"phone_number_id":"77"},"messages":[
                {"from":"16505551234","id":"a","timestamp":"1750016800","type":"text","text":{"body":"one"}},
                {"from":"16505551234","id":"b","timestamp":"1750016800","type":"text"},
                {"from":"16505551234","id":"c","timestamp":"1750016800","type":"text","text":{"body":"three"}}]}}]}]}""";

        assertThat(ingress.receives(webhook).statusCode()).isEqualTo(200);

        assertThat(ingress.incoming()).extracting(IncomingMessage::rawMsg).containsExactly("one", "three");
        assertThat(ingress.on(Kind.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(DeadLetter.header(letter.headers(), "reason"))
                    .isEqualTo("messages: text is missing or no object");
            assertThat(DeadLetter.header(letter.headers(), "topic")).endsWith("webhooks");
            assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains("\"id\":\"b\"");
        });
    }

    @Test
    void aStatusIsADelivery() throws Exception {
        ingress.receives(bytes("graph-api/status-failed.json"));

        assertThat(ingress.read(Kind.DELIVERIES, Delivery.class))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.state()).isEqualTo(Delivery.State.FAILED);
                    assertThat(delivery.user().key()).isEqualTo("16505551234");
                    assertThat(delivery.error()).isNotNull();
                });
    }

    @Test
    void aNumberAndAnIdSeenTogetherAreAPairWrittenOnce() throws Exception {
        String webhook = """
                {"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"77"},
                "contacts":[{"profile":{"name":"S"},"wa_id":"16505551234","user_id":"US.1349"}],"messages":[
                {"from":"16505551234","from_user_id":"US.1349","id":"a","type":"text","text":{"body":"one"}},
                {"from":"16505551234","from_user_id":"US.1349","id":"b","type":"text","text":{"body":"two"}}]}}]}]}""";

        ingress.receives(webhook);
        ingress.receives(webhook);

        assertThat(ingress.read(Kind.IDENTITIES, Identity.class))
                .singleElement()
                .satisfies(pair -> {
                    assertThat(pair.userId()).isEqualTo("US.1349");
                    assertThat(pair.user().key()).isEqualTo("16505551234");
                });
        assertThat(ingress.incoming())
                .hasSize(4)
                .allSatisfy(message -> assertThat(message.userId()).isEqualTo("US.1349"));
    }

    @Test
    void nothingIsTakenUnderAWrongSignature() throws Exception {
        byte[] webhook = bytes("graph-api/text.json");
        String right = Signature.of(new Secret(Ingress.APP_SECRET), webhook);

        assertThat(ingress.post("/whatsapp-incoming", webhook).statusCode()).isEqualTo(401);
        for (String wrong : new String[] {
            "",
            "sha256=",
            right.substring(7),
            right.replace("sha256", "sha1"),
            right + "0",
            right.substring(0, right.length() - 1),
            right.toUpperCase(java.util.Locale.ROOT),
            Signature.of(new Secret("another"), webhook)
        }) {
            HttpResponse<String> answer = ingress.post("/whatsapp-incoming", webhook, Signature.HEADER, wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
            assertThat(answer.body()).doesNotContain(right.substring(7)).contains("\"success\":false");
        }
        webhook[webhook.length / 2]++;
        assertThat(ingress.post("/whatsapp-incoming", webhook, Signature.HEADER, right)
                        .statusCode())
                .isEqualTo(401);

        assertThat(ingress.on(Kind.WEBHOOKS)).isEmpty();
        assertThat(ingress.on(Kind.INCOMING)).isEmpty();
    }

    @Test
    void whatIsNoJsonObjectIsRefused() throws Exception {
        for (String body : new String[] {"", "null", "[]", "\"text\"", "{", "{} {}", "{\"entry\":\u0000}"}) {
            assertThat(ingress.receives(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(ingress.receives(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                        .statusCode())
                .isEqualTo(400);
        assertThat(ingress.on(Kind.WEBHOOKS)).isEmpty();
    }

    @Test
    void aBodyOverTheLimitIsRefusedInJson() throws Exception {
        HttpResponse<String> answer = ingress.receives(new byte[(4 << 20) + 1]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).startsWith("{\"success\":false");
        assertThat(ingress.receives(bytes("graph-api/text.json")).statusCode()).isEqualTo(200);
    }

    @Test
    void theVerificationEchoesTheChallengeAndNothingElse() throws Exception {
        HttpResponse<String> right = ingress.get("/whatsapp-incoming?hub.mode=subscribe&hub.challenge=1158201444"
                + "&hub.verify_token=" + Ingress.VERIFY_TOKEN);

        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).isEqualTo("1158201444");
        assertThat(right.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        for (String query : new String[] {
            "",
            "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
            "?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=" + Ingress.VERIFY_TOKEN,
            "?hub.mode=subscribe&hub.verify_token=" + Ingress.VERIFY_TOKEN,
            "?hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=" + Ingress.VERIFY_TOKEN
        }) {
            assertThat(ingress.get("/whatsapp-incoming" + query).statusCode())
                    .as(query)
                    .isEqualTo(403);
        }
    }

    @Test
    void metasRoutesAreOffWithoutTheirSecrets() throws Exception {
        try (Ingress bare = Ingress.start(kafka, Map.of())) {
            assertThat(bare.receives(bytes("graph-api/text.json")).statusCode()).isEqualTo(404);
            HttpResponse<String> answer =
                    bare.get("/whatsapp-incoming?hub.mode=subscribe&hub.challenge=1&hub.verify_token=");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("VERIFY_TOKEN");
            assertThat(bare.on(Kind.WEBHOOKS)).isEmpty();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
