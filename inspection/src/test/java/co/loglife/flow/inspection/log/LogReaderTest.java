package co.loglife.flow.inspection.log;

import static co.loglife.flow.inspection.Records.ANNA;
import static co.loglife.flow.inspection.Records.START;
import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
final class LogReaderTest {
    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final Progress quiet = Progress.NONE;

    @Test
    void readsOneUserBetweenTwoTimes() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(3);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < 10; i++) {
                send(producer, topics, ANNA.key(), i);
                send(producer, topics, "15550001111", i);
            }
            producer.flush();
        }
        try (LogReader reader = open(topics)) {
            TopicPartition annas = reader.partition(Kind.INCOMING, ANNA);
            Map<TopicPartition, Span> spans = reader.spans(List.of(annas), START.plusSeconds(3), START.plusSeconds(6));

            List<Entry> found = reader.entries(
                    spans, quiet, record -> new String(record.key(), StandardCharsets.UTF_8).equals(ANNA.key()));

            assertThat(found)
                    .extracting(entry -> entry.body() instanceof Body.Incoming(var message) ? message.id() : "")
                    .containsExactly("wamid.3", "wamid.4", "wamid.5");
            assertThat(reader.entry(annas, found.getFirst().place().offset()))
                    .hasValueSatisfying(entry ->
                            assertThat(entry.place()).isEqualTo(found.getFirst().place()));
            assertThat(reader.entry(annas, 4_000)).isEmpty();
        }
    }

    @Test
    void readsToTheEndOfATopicThatEndsInTheMarkOfATransaction() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(1);
        Map<String, Object> transactional = KAFKA.settings().producer(Map.of("transactional.id", topics.prefix()));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(transactional)) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, topics, ANNA.key(), 0);
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, topics, ANNA.key(), 1);
            producer.abortTransaction();
        }
        try (LogReader reader = open(topics)) {
            List<Entry> found =
                    reader.entries(reader.spans(reader.partitions(Kind.INCOMING), null, null), quiet, _ -> true);

            assertThat(found).hasSize(1);
        }
    }

    @Test
    void aMissingTopicIsOneSentenceAndIsNotMade() {
        try (LogReader reader = open(new TopicLayout("nobody."))) {
            assertThatThrownBy(() -> reader.partitions(Kind.INCOMING))
                    .isInstanceOf(InspectionException.class)
                    .hasMessage("topic nobody.incoming is missing; make it with ./flow topics");
            assertThatThrownBy(() -> reader.partitions(Kind.INCOMING)).isInstanceOf(InspectionException.class);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, TopicLayout topics, String key, int second) {
        var _ = producer.send(new ProducerRecord<>(
                topics.name(Kind.INCOMING),
                null,
                START.plusSeconds(second).toEpochMilli(),
                key.getBytes(StandardCharsets.UTF_8),
                Json.write(aMessage().from(key).withId("wamid." + second).build())));
    }

    private static LogReader open(TopicLayout topics) {
        return LogReader.open(new Cluster(KAFKA.settings(), topics));
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(KAFKA.settings().producer(Map.of()));
    }
}
