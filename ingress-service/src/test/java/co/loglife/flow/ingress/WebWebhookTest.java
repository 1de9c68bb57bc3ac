package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.media.FolderMediaStore;
import co.loglife.flow.runtime.media.MediaReference;
import co.loglife.flow.testing.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class WebWebhookTest {
    private static final String TAKEN = "{\"success\":true,\"message\":\"\",\"data\":{}}";
    private static final String SEED =
            "{\"sender\":\"923325727426\",\"raw_msg\":\"add goal\",\"msg_type\":\"chat\",\"client_type\":\"whatsapp\"}";

    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    @TempDir
    Path media;

    private Ingress ingress;

    @BeforeEach
    void start() throws Exception {
        ingress = Ingress.start(kafka, Map.of("WEBHOOK_TOKEN", Ingress.WEBHOOK_TOKEN, "MEDIA_STORE", "file:" + media));
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void theSeedsPayloadIsIncomingAndAnsweredWithoutAWord() throws Exception {
        HttpResponse<String> answer = ingress.hears(SEED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TAKEN);
        assertThat(ingress.incoming()).singleElement().satisfies(message -> {
            assertThat(message.user().key()).isEqualTo("923325727426");
            assertThat(message.sender()).isEqualTo("923325727426");
            assertThat(message.clientType()).isEqualTo(ClientType.WEB);
            assertThat(message.line()).isEqualTo("web");
            assertThat(message.msgType()).isEqualTo("chat");
            assertThat(message.rawMsg()).isEqualTo("add goal");
            assertThat(message.id()).startsWith("web-");
        });
        assertThat(ingress.on(Kind.WEBHOOKS))
                .singleElement()
                .satisfies(envelope -> assertThat(envelope.value()).isEqualTo(SEED.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatOurOwnClientAddsIsKept() throws Exception {
        ingress.hears("""
                {"sender":"923325727426@c.us","raw_msg":"hi","msg_type":"chat","client_type":"web",
                "message_id":"true_923325727426@c.us_3EB0","timestamp":1750016800123,"session":"second",
                "sender_name":"Ali","quoted_message_id":"true_q"}""");

        assertThat(ingress.incoming()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo("true_923325727426@c.us_3EB0");
            assertThat(message.line()).isEqualTo("second");
            assertThat(message.senderName()).isEqualTo("Ali");
            assertThat(message.replyTo()).isEqualTo("true_q");
            assertThat(message.sentAt()).isEqualTo("2025-06-15T19:46:40.123Z");
        });
    }

    @Test
    void twoEqualSeedPayloadsAreTwoMessages() throws Exception {
        ingress.hears(SEED);
        ingress.hears(SEED);

        assertThat(ingress.incoming())
                .extracting(IncomingMessage::id)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aVoiceNotesBytesAreInTheStoreAndItsReferenceOnTheTopics() throws Exception {
        byte[] sound = "OggS and so on".getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(sound);

        ingress.hears("{\"sender\":\"923325727426\",\"raw_msg\":\"" + base64 + "\",\"msg_type\":\"ptt\"}");

        IncomingMessage message = ingress.incoming().getFirst();
        assertThat(message.msgType()).isEqualTo("ptt");
        Content.Audio audio = (Content.Audio) message.content();
        String reference = Objects.requireNonNull(audio.media().stored());
        try (FolderMediaStore store = FolderMediaStore.at(media)) {
            assertThat(store.get(MediaReference.parse(reference))).hasValue(sound);
        }
        assertThat(new String(ingress.on(Kind.WEBHOOKS).getFirst().value(), StandardCharsets.UTF_8))
                .contains(reference)
                .doesNotContain(base64);
    }

    @Test
    void anAckIsADelivery() throws Exception {
        String ack = "{\"message_id\":\"true_1\",\"id\":\"wamid.1:0\",\"ack\":3,\"recipient\":\"923325727426@c.us\","
                + "\"timestamp\":1750016800123,\"session\":\"web\"}";

        HttpResponse<String> answer = ingress.post(
                "/webhook/status",
                ack.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                "Bearer " + Ingress.WEBHOOK_TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ingress.read(Kind.DELIVERIES, Delivery.class))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.outgoingId()).isEqualTo("wamid.1:0");
                    assertThat(delivery.providerId()).isEqualTo("true_1");
                    assertThat(delivery.state()).isEqualTo(Delivery.State.READ);
                    assertThat(delivery.user().key()).isEqualTo("923325727426");
                });
    }

    @Test
    void nothingIsTakenWithoutTheToken() throws Exception {
        byte[] body = SEED.getBytes(StandardCharsets.UTF_8);

        assertThat(ingress.post("/webhook", body).statusCode()).isEqualTo(401);
        for (String wrong : new String[] {"", "Bearer", "Bearer ", "Bearer wrong", "Basic " + Ingress.WEBHOOK_TOKEN}) {
            assertThat(ingress.post("/webhook", body, "Authorization", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(ingress.on(Kind.WEBHOOKS)).isEmpty();
    }

    @Test
    void withNoTokenOnlyThisMachineIsHeard() throws Exception {
        byte[] body = SEED.getBytes(StandardCharsets.UTF_8);
        try (Ingress bare = Ingress.start(kafka, Map.of())) {
            assertThat(bare.post("/webhook", body).statusCode()).isEqualTo(200);
            assertThat(bare.post("/webhook", body, "X-Forwarded-For", "127.0.0.1")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(bare.incoming()).hasSize(1);
        }
    }

    @Test
    void whatCannotBeFiledIsRefusedInWordsFitForAUser() throws Exception {
        for (String payload : new String[] {
            "{}",
            "{\"sender\":\"\",\"raw_msg\":\"hi\"}",
            "{\"sender\":\"somebody\",\"raw_msg\":\"hi\"}",
            "{\"sender\":\"923325727426\",\"sender\":\"923325727427\"}",
            "not json",
            "[]"
        }) {
            HttpResponse<String> answer = ingress.hears(payload);
            assertThat(answer.statusCode()).as(payload).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"success\":false,\"message\":\"Sorry, ");
        }
        assertThat(ingress.on(Kind.WEBHOOKS)).isEmpty();
    }
}
