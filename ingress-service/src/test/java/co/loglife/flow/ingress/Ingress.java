package co.loglife.flow.ingress;

import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A running ingress on topics of its own, and a caller of it. */
final class Ingress implements AutoCloseable {
    static final String APP_SECRET = "app-secret-of-the-test";
    static final String VERIFY_TOKEN = "verify-token-of-the-test";
    static final String WEBHOOK_TOKEN = "webhook-token-of-the-test";
    private static final Map<String, String> SECRETS = Map.of(
            "WHATSAPP_APP_SECRET", APP_SECRET,
            "VERIFY_TOKEN", VERIFY_TOKEN,
            "WEBHOOK_TOKEN", WEBHOOK_TOKEN);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaSettings kafka;
    private final TopicLayout topics;
    private final Service service;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Ingress(KafkaSettings kafka, TopicLayout topics, Service service) {
        this.kafka = kafka;
        this.topics = topics;
        this.service = service;
    }

    /** With every secret set. */
    static Ingress start(RealKafka kafka) throws Exception {
        return start(kafka, SECRETS);
    }

    /** With every secret set, on topics that are there. */
    static Ingress start(String bootstrapServers, TopicLayout topics) throws Exception {
        return start(bootstrapServers, topics, SECRETS);
    }

    /** With these variables and what a test always needs. */
    static Ingress start(RealKafka kafka, Map<String, String> variables) throws Exception {
        return start(kafka.bootstrapServers(), kafka.freshTopics(3), variables);
    }

    static Ingress start(String bootstrapServers, TopicLayout topics, Map<String, String> variables) throws Exception {
        Map<String, String> env = new HashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        env.put("TOPIC_PREFIX", topics.prefix());
        env.put("INGRESS_HOST", "127.0.0.1");
        env.put("INGRESS_PORT", "0");
        env.put("MEDIA_STORE", "file:" + Files.createTempDirectory("flow-media"));
        env.putAll(variables);
        return new Ingress(
                KafkaSettings.at(bootstrapServers),
                topics,
                IngressWiring.start(IngressConfig.from(new EnvReader(env))));
    }

    int port() {
        return service.port();
    }

    Service service() {
        return service;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    /** A webhook of Meta's, signed. */
    HttpResponse<String> receives(byte[] webhook) throws IOException, InterruptedException {
        return post("/whatsapp-incoming", webhook, Signature.HEADER, Signature.of(new Secret(APP_SECRET), webhook));
    }

    HttpResponse<String> receives(String webhook) throws IOException, InterruptedException {
        return receives(webhook.getBytes(StandardCharsets.UTF_8));
    }

    /** A payload of the Web client, with the token. */
    HttpResponse<String> hears(String payload) throws IOException, InterruptedException {
        return post("/webhook", payload.getBytes(StandardCharsets.UTF_8), "Authorization", "Bearer " + WEBHOOK_TOKEN);
    }

    /** A program's message to be sent, with the token. */
    HttpResponse<String> queues(String message) throws IOException, InterruptedException {
        return post("/messages", message.getBytes(StandardCharsets.UTF_8), "Authorization", "Bearer " + WEBHOOK_TOKEN);
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(PATIENCE)
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** All there is on a topic: a request is answered only once its records are there, so nothing needs waiting for. */
    List<ConsumerRecord<byte[], byte[]>> on(Kind topic) {
        try (TopicReader reader = new TopicReader(kafka, topics.name(topic))) {
            return reader.records();
        }
    }

    List<IncomingMessage> incoming() throws UnreadableException {
        return read(Kind.INCOMING, IncomingMessage.class);
    }

    <T> List<T> read(Kind topic, Class<T> type) throws UnreadableException {
        List<T> values = new java.util.ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : on(topic)) {
            values.add(Json.read(record.value(), type));
        }
        return values;
    }

    @Override
    public void close() {
        http.close();
        service.close();
    }
}
