package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.testing.BrokerProcess;
import co.loglife.flow.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away under load: whoever was told 200 is on the topic, whoever was not is told to come again. */
@Tag("broker")
class OutageTest {
    private static final int CALLERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * The bound of an answer without a broker: four seconds of Kafka's, a second and a half before, and a slow machine.
     */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Queue<Integer> otherStatuses = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();

    private @Nullable BrokerProcess broker;

    @AfterEach
    void stop() {
        http.close();
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void every200IsOnTheTopic() throws Exception {
        int port = EmbeddedBroker.freePort();
        String servers = "127.0.0.1:" + port;
        TopicLayout topics = new TopicLayout("outage.");
        broker = BrokerProcess.start(port, folder.resolve("broker"));
        KafkaSettings kafka = KafkaSettings.at(servers);
        try (Admin admin = Admin.create(kafka.admin(Map.of()))) {
            Topics.create(admin, topics, new Topics.Shape(3, (short) 1));
        }
        AtomicBoolean done = new AtomicBoolean();
        try (Service ingress = IngressWiring.start(IngressConfig.from(new EnvReader(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        servers,
                        "TOPIC_PREFIX",
                        topics.prefix(),
                        "INGRESS_HOST",
                        "127.0.0.1",
                        "INGRESS_PORT",
                        "0",
                        "WHATSAPP_APP_SECRET",
                        Ingress.APP_SECRET,
                        "MEDIA_STORE",
                        "file:" + folder.resolve("media")))));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                AutoCloseable _ = () -> done.set(true)) { // first of all to close: the callers wait for it
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.execute(() -> {
                    while (!done.get()) {
                        post(ingress.port());
                    }
                });
            }
            awaitMore(taken::size, 300);
            Objects.requireNonNull(broker).kill();
            awaitMore(refused::get, CALLERS);
            assertThat(ingress.notReady()).isPresent();
            broker = BrokerProcess.start(port, folder.resolve("broker"));
            awaitMore(taken::size, 300);
            await().atMost(PATIENCE).until(() -> ingress.notReady().isEmpty());
        }

        try (TopicReader reader = new TopicReader(kafka, topics.name(Kind.INCOMING))) {
            Set<String> stored = reader.records().stream()
                    .map(record -> {
                        try {
                            return Json.read(record.value(), IncomingMessage.class)
                                    .id();
                        } catch (co.loglife.flow.model.UnreadableException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .collect(Collectors.toSet());
            assertThat(stored).containsAll(taken);
        }
        assertThat(otherStatuses).isEmpty();
    }

    private void post(int port) {
        String id = "wamid." + number.incrementAndGet();
        byte[] webhook = ("{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":"
                        + "{\"phone_number_id\":\"77\"},\"messages\":[{\"from\":\"16505551234\",\"id\":\"" + id
                        + "\",\"type\":\"text\",\"text\":{\"body\":\"hi\"}}]}}]}]}")
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/whatsapp-incoming"))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .header(Signature.HEADER, Signature.of(new Secret(Ingress.APP_SECRET), webhook))
                .POST(BodyPublishers.ofByteArray(webhook))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            switch (answer.statusCode()) {
                case 200 -> taken.add(id);
                case 503 -> {
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    refused.incrementAndGet();
                }
                default -> otherStatuses.add(answer.statusCode());
            }
        } catch (java.io.IOException e) {
            otherStatuses.add(-1); // no answer within the bound is a hang
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitMore(java.util.function.IntSupplier counter, int more) {
        int goal = counter.getAsInt() + more;
        await().atMost(PATIENCE).until(() -> counter.getAsInt() >= goal);
    }
}
