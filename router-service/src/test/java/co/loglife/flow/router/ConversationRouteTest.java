package co.loglife.flow.router;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
final class ConversationRouteTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    private Path folder;

    @Test
    void anyRouterTellsAnyConversationToWhoHasTheToken() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(4);
        List<String> users = List.of("14155550100", "14155550101", "14155550102", "14155550103", "14155550104");
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(KAFKA.settings().producer(Map.of()));
                TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING));
                Service one = router(topics, "one");
                Service two = router(topics, "two")) {
            for (String user : users) {
                byte[] message = Json.write(aMessage()
                        .from(user)
                        .withId("w" + user)
                        .saying("add goal Run")
                        .build());
                producer.send(new ProducerRecord<>(
                                topics.name(TopicLayout.Kind.INCOMING), user.getBytes(StandardCharsets.UTF_8), message))
                        .get();
            }
            outgoing.await(users.size());
            for (Service router : List.of(one, two)) {
                for (String user : users) {
                    HttpResponse<byte[]> answer = await().atMost(PATIENCE)
                            .until(
                                    () -> get(router, "/conversations/+" + user, "sesame"),
                                    got -> got.statusCode() == 200);
                    JsonNode view = Json.mapper().readTree(answer.body());
                    assertThat(view.path("user").textValue()).isEqualTo(user);
                    assertThat(view.at("/conversation/goals/0/text").textValue())
                            .isEqualTo("Run");
                }
            }
            assertThat(get(one, "/conversations/14155550100", "wrong").statusCode())
                    .isEqualTo(401);
            assertThat(get(one, "/conversations/nobody", "sesame").statusCode()).isEqualTo(400);
            assertThat(get(one, "/conversations/447700900123", "sesame").statusCode())
                    .isEqualTo(404);
        }
    }

    private Service router(TopicLayout topics, String name) throws InterruptedException {
        return RouterWiring.start(RouterConfig.from(new EnvReader(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", KAFKA.bootstrapServers(),
                "TOPIC_PREFIX", topics.prefix(),
                "ROUTER_PORT", "0",
                "ROUTER_TOKEN", "sesame",
                "STATE_DIR", folder.resolve(name).toString()))));
    }

    private static HttpResponse<byte[]> get(Service router, String path, String token) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://localhost:" + router.port() + path);
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }
}
