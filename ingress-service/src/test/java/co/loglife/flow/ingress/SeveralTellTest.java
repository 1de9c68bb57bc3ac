package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What became of a message is told by every instance, also by one that was not there when it happened. */
@Tag("broker")
class SeveralTellTest {
    private static final String AUTHORIZATION = "Bearer " + Ingress.WEBHOOK_TOKEN;
    private static final int SERVER_ACK = 1;
    private static final int DEVICE_ACK = 2;
    private static final int READ_ACK = 3;

    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    private TopicLayout topics;
    private Ingress one;
    private Ingress other;

    @BeforeEach
    void start() throws Exception {
        topics = kafka.freshTopics(3);
        one = another();
        other = another();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void everyInstanceTellsAndAfterARestartToo() throws Exception {
        String id = queued("order-1");
        acknowledged(id, READ_ACK);
        awaitState(one, id, "read");
        awaitState(other, id, "read");

        one.close();
        one = another();
        awaitState(one, id, "read");
        assertThat(asked(one, "never-queued").statusCode()).isEqualTo(404);
        assertThat(asked(other, "never-queued").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoDeliveryIsPassedOver() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.settings().producer(Map.of()))) {
            for (int partition = 0; partition < 3; partition++) {
                producer.send(new ProducerRecord<>(topics.name(TopicLayout.Kind.DELIVERIES), partition, null, null))
                        .get();
            }
        }
        String id = queued("order-4");
        acknowledged(id, READ_ACK);
        awaitState(one, id, "read");
        awaitState(other, id, "read");
    }

    @Test
    void aStateNeverGoesBack() throws Exception {
        String id = queued("order-2");
        acknowledged(id, READ_ACK);
        awaitState(one, id, "read");
        awaitState(other, id, "read");

        acknowledged(id, DEVICE_ACK);
        acknowledged(id, SERVER_ACK);
        assertThat(queued("order-2")).isEqualTo(id);
        String next = queued("order-3"); // of the same user: whoever has heard of it has heard what was before
        acknowledged(next, SERVER_ACK);
        awaitState(one, next, "sent");
        awaitState(other, next, "sent");

        assertThat(state(one, id)).isEqualTo("read");
        assertThat(state(other, id)).isEqualTo("read");
        one.close();
        one = another();
        awaitState(one, next, "sent");
        assertThat(state(one, id)).isEqualTo("read");
    }

    private Ingress another() throws Exception {
        return Ingress.start(kafka.bootstrapServers(), topics);
    }

    private String queued(String key) throws Exception {
        HttpResponse<String> answer = one.post(
                "/messages",
                "{\"recipient\":\"923001234567\",\"message\":\"hello\"}".getBytes(StandardCharsets.UTF_8),
                "Authorization",
                AUTHORIZATION,
                "Idempotency-Key",
                key);
        assertThat(answer.statusCode()).isEqualTo(202);
        return json(answer).at("/data/id").asText();
    }

    private void acknowledged(String id, int ack) throws Exception {
        String body = "{\"message_id\":\"true_%s\",\"id\":\"%s\",\"ack\":%d,\"recipient\":\"923001234567@c.us\"}"
                .formatted(id, id, ack);
        assertThat(one.post("/webhook/status", body.getBytes(StandardCharsets.UTF_8), "Authorization", AUTHORIZATION)
                        .statusCode())
                .isEqualTo(200);
    }

    private static void awaitState(Ingress ingress, String id, String word) {
        await().atMost(Duration.ofSeconds(60)).until(() -> state(ingress, id).equals(word));
    }

    private static String state(Ingress ingress, String id) throws Exception {
        return json(asked(ingress, id)).at("/data/state").asText();
    }

    private static HttpResponse<String> asked(Ingress ingress, String id) throws Exception {
        return ingress.get("/messages/" + id, "Authorization", AUTHORIZATION);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.mapper().readTree(answer.body());
    }
}
