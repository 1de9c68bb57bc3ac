package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
class MessagesTest {
    private static final String AUTHORIZATION = "Bearer " + Ingress.WEBHOOK_TOKEN;
    private static final String HELLO = "{\"recipient\":\"923001234567\",\"message\":\"hello\"}";

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
    void aQueuedMessageIsOutgoingUnderTheIdOfTheAnswer() throws Exception {
        HttpResponse<String> answer = queue(HELLO);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(ingress.read(Kind.OUTGOING, OutgoingMessage.class))
                .singleElement()
                .satisfies(message -> assertThat(message.id()).isEqualTo(id(answer)));
        assertThat(new String(ingress.on(Kind.OUTGOING).getFirst().key(), StandardCharsets.UTF_8))
                .isEqualTo("923001234567");
    }

    @Test
    void theSameKeyAndRecipientMakeTheSameId() throws Exception {
        String first = id(queue(HELLO, "Idempotency-Key", "order-7"));
        String second = id(queue(HELLO, "Idempotency-Key", "order-7"));
        String other = id(queue(HELLO, "Idempotency-Key", "order-8"));

        String elsewhere = id(queue(HELLO.replace("923001234567", "923001234568"), "Idempotency-Key", "order-7"));

        assertThat(second).isEqualTo(first).isNotEqualTo(other).isNotEqualTo(elsewhere);
    }

    @Test
    void aWrongFieldIsNamed() throws Exception {
        HttpResponse<String> answer = queue("{\"recipient\":\"nobody\",\"message\":\"hello\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/data/field").asText()).isEqualTo("recipient");
        assertThat(ingress.on(Kind.OUTGOING)).isEmpty();
    }

    @Test
    void tellsTheStateFromTheDeliveries() throws Exception {
        String id = id(queue(HELLO));
        assertThat(state(id)).isEqualTo("queued");

        String ack = "{\"message_id\":\"true_1\",\"id\":\"" + id + "\",\"ack\":2,\"recipient\":\"923001234567@c.us\"}";
        ingress.post("/webhook/status", ack.getBytes(StandardCharsets.UTF_8), "Authorization", AUTHORIZATION);

        await().atMost(Duration.ofSeconds(60)).until(() -> state(id).equals("delivered"));
        assertThat(ingress.get("/messages/" + id, "Authorization", AUTHORIZATION)
                        .body())
                .contains("\"provider_id\":\"true_1\"")
                .doesNotContain("923001234567");
    }

    @Test
    void isOnlyForThoseWithTheToken() throws Exception {
        assertThat(ingress.post("/messages", HELLO.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(401);
        assertThat(ingress.get("/messages/x").statusCode()).isEqualTo(401);
        assertThat(ingress.get("/messages/x", "Authorization", AUTHORIZATION).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> queue(String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = AUTHORIZATION;
        return ingress.post("/messages", body.getBytes(StandardCharsets.UTF_8), all);
    }

    private String state(String id) throws Exception {
        return json(ingress.get("/messages/" + id, "Authorization", AUTHORIZATION))
                .at("/data/state")
                .asText();
    }

    private static String id(HttpResponse<String> answer) {
        return json(answer).at("/data/id").asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
