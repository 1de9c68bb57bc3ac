package co.loglife.flow.router;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
final class RouterOnKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    private Path folder;

    @Test
    void twoRoutersShareTheUsersAndOneGoesOnAlone() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(4);
        try (KafkaProducer<byte[], byte[]> producer = producer();
                TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING));
                Service one = router(topics, "one")) {
            try (Service two = router(topics, "two")) {
                await().atMost(PATIENCE)
                        .until(() -> one.notReady().isEmpty() && two.notReady().isEmpty());
                for (int user = 0; user < 20; user++) {
                    say(producer, topics, user, "add goal Run");
                }
                assertThat(kinds(outgoing.await(20))).hasSize(20).containsOnly("goal_added_ask_time");
                assertThat(answered(one)).isBetween(1, 19);
                assertThat(answered(one) + answered(two)).isEqualTo(20);
            }
            for (int user = 0; user < 20; user++) {
                say(producer, topics, user, "08:00");
            }
            assertThat(kinds(outgoing.await(40)).subList(20, 40)).containsOnly("reminder_set");
        }
    }

    @Test
    void garbageIsADeadLetterAndWhatFollowsFlowsOn() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(1);
        byte[] garbage = "{\"id\":".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = producer();
                TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING));
                TopicReader deadLetters =
                        new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.DEAD_LETTERS));
                Service router = router(topics, "one")) {
            producer.send(new ProducerRecord<>(topics.name(TopicLayout.Kind.INCOMING), garbage))
                    .get();
            say(producer, topics, 1, "help");

            assertThat(kinds(outgoing.await(1))).containsExactly("help");
            ConsumerRecord<byte[], byte[]> letter = deadLetters.await(1).getFirst();
            assertThat(letter.value()).isEqualTo(garbage);
            assertThat(letter.key()).isNull();
            assertThat(DeadLetter.header(letter.headers(), "class")).isEqualTo("poison");
            assertThat(router.notReady()).isEmpty();
        }
    }

    private Service router(TopicLayout topics, String name) throws InterruptedException {
        return RouterWiring.start(RouterConfig.from(new EnvReader(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", KAFKA.bootstrapServers(),
                "TOPIC_PREFIX", topics.prefix(),
                "ROUTER_PORT", "0",
                "STATE_DIR", folder.resolve(name).toString()))));
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(KAFKA.settings().producer(Map.of()));
    }

    private static void say(KafkaProducer<byte[], byte[]> producer, TopicLayout topics, int user, String text)
            throws Exception {
        IncomingMessage message = aMessage()
                .from(String.valueOf(14_155_550_100L + user))
                .withId("wamid." + user + text)
                .saying(text)
                .build();
        producer.send(new ProducerRecord<>(
                        topics.name(TopicLayout.Kind.INCOMING),
                        message.user().key().getBytes(StandardCharsets.UTF_8),
                        Json.write(message)))
                .get();
    }

    private static List<String> kinds(List<ConsumerRecord<byte[], byte[]>> records) throws UnreadableException {
        List<String> kinds = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : records) {
            kinds.add(Json.read(found.value(), OutgoingMessage.class).kind());
        }
        return kinds;
    }

    /** What a router counted as answered. */
    private static int answered(Service router) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://localhost:" + router.port() + "/metrics");
            return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("flow_router_records_total") && line.contains("\"answered\""))
                    .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
