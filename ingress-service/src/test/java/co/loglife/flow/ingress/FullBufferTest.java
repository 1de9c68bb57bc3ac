package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.testing.BrokerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker stands still and more comes than the producer's memory holds: every caller is told to come again. */
@Tag("broker")
class FullBufferTest {
    private static final int CALLERS = 40;
    private static final int BUFFER = 256 << 10;
    private static final String TEXT = "x".repeat(16 << 10);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void everybodyIsAnsweredAndTheMemoryComesBack() throws Exception {
        int port = EmbeddedBroker.freePort();
        TopicLayout topics = new TopicLayout("full.");
        try (BrokerProcess broker = BrokerProcess.start(port, folder.resolve("broker"))) {
            try (Admin admin = Admin.create(broker.settings().admin(Map.of()))) {
                Topics.create(admin, topics, new Topics.Shape(3, (short) 1));
            }
            try (Ingress ingress = Ingress.start(
                    "127.0.0.1:" + port,
                    topics,
                    Map.of(
                            "WHATSAPP_APP_SECRET",
                            Ingress.APP_SECRET,
                            "KAFKA_PRODUCER_BUFFER_MEMORY",
                            String.valueOf(BUFFER)))) {
                List<String> stored = new ArrayList<>(taken(posted(ingress, "before")));
                assertThat(stored).hasSize(CALLERS);

                broker.pause();
                Map<String, HttpResponse<String>> refused = posted(ingress, "while");
                assertThat(refused.values()).allSatisfy(FullBufferTest::isToComeAgain);
                assertThat(metric(ingress, "kafka_producer_buffer_exhausted_total"))
                        .isPositive();

                broker.resume();
                await().atMost(PATIENCE)
                        .until(() -> posted(ingress, "again").values().stream()
                                .allMatch(answer -> answer.statusCode() == 200));
                stored.addAll(taken(posted(ingress, "after")));
                assertThat(stored).hasSize(2 * CALLERS);
                await().atMost(PATIENCE) // a batch gives its memory back only when all its callers are told
                        .until(() -> metric(ingress, "kafka_producer_buffer_available_bytes") == BUFFER);
                assertThat(ingress.incoming()).extracting(IncomingMessage::id).containsAll(stored);
            }
        }
    }

    /** All at once, each by a user of its own; an answer that does not come within a minute fails the test. */
    private static Map<String, HttpResponse<String>> posted(Ingress ingress, String when) throws Exception {
        Map<String, Future<HttpResponse<String>>> under = new HashMap<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                String id = "wamid." + when + "." + i;
                String webhook =
                        "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"from\":\""
                                + (16505551000L + i) + "\",\"id\":\"" + id
                                + "\",\"type\":\"text\",\"text\":{\"body\":\"" + TEXT
                                + "\"}}]}}]}]}";
                under.put(id, callers.submit(() -> ingress.receives(webhook)));
            }
        }
        Map<String, HttpResponse<String>> answers = new HashMap<>();
        for (Map.Entry<String, Future<HttpResponse<String>>> one : under.entrySet()) {
            answers.put(one.getKey(), one.getValue().get());
        }
        return answers;
    }

    private static List<String> taken(Map<String, HttpResponse<String>> answers) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue().statusCode() == 200)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void isToComeAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static double metric(Ingress ingress, String name) throws Exception {
        Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)")
                .matcher(ingress.get("/metrics").body());
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
