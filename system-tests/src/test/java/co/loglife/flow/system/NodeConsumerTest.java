package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.TraceHeaders;
import co.loglife.flow.testing.MessageBuilder;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/node-consumer}: what others write against our topics works. */
@Tag("broker")
final class NodeConsumerTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "node-consumer");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String USER = "15550004001";

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    Path folder;

    @Test
    void theExampleReadsEveryKindOfRecordAndPassesOverWhatItCannotRead() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(EXAMPLE.resolve("node_modules")), "run npm ci in examples/node-consumer first");
        TopicLayout topics = KAFKA.freshTopics(3);
        TraceContext trace = TraceContext.begin();
        OutgoingMessage reply = new OutgoingMessage(
                "wamid.1:0",
                ClientType.WEB,
                "web",
                new Address.Phone(USER).user(),
                new Address.Phone(USER),
                "wamid.1",
                "menu",
                Instant.now(),
                null,
                null,
                new Reply.Text("Hello 🏃"));
        Delivery accepted = new Delivery(
                "wamid.1:0",
                Delivery.State.ACCEPTED,
                "wamid.2",
                1,
                Instant.now(),
                null,
                ClientType.WEB,
                "web",
                reply.user(),
                null);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA.settings().producer(Map.of("transactional.id", topics.prefix() + "test")))) {
            producer.initTransactions();
            producer.beginTransaction();
            write(producer, topics, TopicLayout.Kind.OUTGOING, "aborted".getBytes(StandardCharsets.UTF_8), trace);
            producer.abortTransaction();
            producer.beginTransaction();
            write(producer, topics, TopicLayout.Kind.INCOMING, "no JSON".getBytes(StandardCharsets.UTF_8), trace);
            write(
                    producer,
                    topics,
                    TopicLayout.Kind.INCOMING,
                    Json.write(MessageBuilder.aMessage().saying("help").build()),
                    trace);
            write(producer, topics, TopicLayout.Kind.OUTGOING, Json.write(reply), trace);
            write(producer, topics, TopicLayout.Kind.DELIVERIES, Json.write(accepted), trace);
            producer.commitTransaction();
        }

        Path log = folder.resolve("consumer.log");
        try (NodeProgram _ = NodeProgram.start(
                EXAMPLE,
                "consumer.js",
                Map.of("KAFKA_BOOTSTRAP_SERVERS", KAFKA.bootstrapServers(), "TOPIC_PREFIX", topics.prefix()),
                log)) {
            Map<String, JsonNode> byTopic = Awaitility.await("three lines in " + log)
                    .atMost(PATIENCE)
                    .until(() -> lines(log), found -> found.size() == 3);

            assertThat(text(byTopic.get("incoming"), "said")).isEqualTo("help");
            assertThat(text(byTopic.get("outgoing"), "answers")).isEqualTo("wamid.1");
            assertThat(text(byTopic.get("deliveries"), "state")).isEqualTo("accepted");
            assertThat(byTopic.values())
                    .allSatisfy(line -> assertThat(line.path("trace").asText()).isEqualTo(trace.traceId()));
            assertThat(Files.readString(log))
                    .contains("passed over " + topics.name(TopicLayout.Kind.INCOMING))
                    .doesNotContain("passed over " + topics.name(TopicLayout.Kind.OUTGOING));
        }
    }

    private static void write(
            KafkaProducer<byte[], byte[]> producer,
            TopicLayout topics,
            TopicLayout.Kind kind,
            byte[] value,
            TraceContext trace) {
        var _ = producer.send(new ProducerRecord<>(
                topics.name(kind), null, USER.getBytes(StandardCharsets.UTF_8), value, TraceHeaders.with(trace)));
    }

    private static Map<String, JsonNode> lines(Path log) throws IOException {
        Map<String, JsonNode> byTopic = new HashMap<>();
        for (String line : Files.readAllLines(log)) {
            if (line.startsWith("{\"topic\"")) { // kafkajs writes lines of its own
                JsonNode read = Json.mapper().readTree(line);
                byTopic.put(read.path("topic").asText(), read);
            }
        }
        return byTopic;
    }

    private static String text(@Nullable JsonNode line, String field) {
        return line == null ? "no line" : line.path(field).asText();
    }
}
