package co.loglife.flow.console;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;

/** A console on topics of its own, what others write to them, and requests to it. */
final class Console implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TopicLayout topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Service service;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Console(RealKafka kafka, Map<String, String> settings) throws InterruptedException {
        this(kafka, kafka.freshTopics(3), settings);
    }

    Console(RealKafka kafka, TopicLayout topics, Map<String, String> settings) throws InterruptedException {
        this.topics = topics;
        producer = new KafkaProducer<>(kafka.settings().producer(Map.of()));
        Map<String, String> env = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "TOPIC_PREFIX",
                topics.prefix(),
                "CONSOLE_HOST",
                "127.0.0.1",
                "CONSOLE_PORT",
                "0"));
        env.putAll(settings);
        service = ConsoleWiring.start(ConsoleConfig.from(new EnvReader(env)));
        Awaitility.await("the console has read the topics")
                .atMost(PATIENCE)
                .until(() -> service.notReady().isEmpty());
    }

    TopicLayout topics() {
        return topics;
    }

    String address() {
        return "http://localhost:" + service.port();
    }

    /** Writes a record of ours. */
    void write(TopicLayout.Kind kind, String user, Object value, Header... headers)
            throws ExecutionException, InterruptedException {
        byte[] key = user.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topics.name(kind), null, key, Json.write(value), List.of(headers)))
                .get();
    }

    /** An answer: its status, its JSON where it has any, its text and headers. */
    record Answer(int status, JsonNode json, String text, Map<String, List<String>> headers) {}

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return ask(request(path, headers).GET().build());
    }

    Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return ask(request(path, headers).POST(BodyPublishers.ofString(body)).build());
    }

    /** The stream of events. */
    BufferedReader events() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/api/live"))
                .header("Accept", "text/event-stream")
                .build();
        return new BufferedReader(new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address() + path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private Answer ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        JsonNode json = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json")
                ? Json.mapper().readTree(answer.body())
                : MissingNode.getInstance();
        return new Answer(
                answer.statusCode(), json, answer.body(), answer.headers().map());
    }

    /** Asks until the answer is as wanted. */
    JsonNode await(String path, java.util.function.Predicate<JsonNode> wanted) {
        return Awaitility.await(path)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> get(path).json(), wanted);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        service.close();
        http.shutdownNow();
    }
}
