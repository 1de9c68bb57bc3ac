package co.loglife.flow.broker;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.runtime.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that is killed and comes back ends the transactions that were open: whoever reads what is committed goes on.
 */
@Tag("broker")
final class KilledBrokerTest {
    private static final int PARTITIONS = 30;

    private static final List<TopicPartition> ALL = IntStream.range(0, PARTITIONS)
            .mapToObj(p -> new TopicPartition("wide", p))
            .toList();

    /**
     * A broker that believed the killed one's leadership would end transactions at once, and not come up while the
     * killed one's session lasts.
     */
    private static final Map<String, String> WOULD_ACT_FOR_THE_KILLED = Map.of(
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "10",
            "broker.session.timeout.ms", "600000",
            "initial.broker.registration.timeout.ms", "30000");

    @Test
    void endsTheTransactionsThatWereOpen(@TempDir Path folder) throws Exception {
        Path asKilled = folder.resolve("as-killed");
        leaveATransactionOpen(folder.resolve("first"), asKilled);

        try (EmbeddedBroker broker = EmbeddedBroker.start(0, asKilled, WOULD_ACT_FOR_THE_KILLED);
                Admin admin = admin(broker)) {
            Map<TopicPartition, Long> ends = ends(admin, IsolationLevel.READ_UNCOMMITTED);
            assertThat(ends.values()).as("a record each").allMatch(end -> end >= 1);
            Awaitility.await("what is committed ends where the log ends")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(ends(admin, IsolationLevel.READ_COMMITTED))
                            .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
        }
    }

    /** Copies the files of a broker that runs: the same as are left when it is killed at this moment. */
    private static void leaveATransactionOpen(Path running, Path copy) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, running);
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("wide", PARTITIONS, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    KafkaSettings.at(broker.bootstrapServers())
                            .producer(Map.of("transactional.id", "killed-meanwhile", "transaction.timeout.ms", 1000)),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                for (TopicPartition to : ALL) {
                    var _ = producer.send(new ProducerRecord<>(to.topic(), to.partition(), null, new byte[1]));
                }
                producer.flush();
                copy(running, copy);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel level)
            throws InterruptedException, ExecutionException {
        return admin
                .listOffsets(
                        ALL.stream().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())),
                        new ListOffsetsOptions(level))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> offset(end.getValue())));
    }

    private static long offset(ListOffsetsResultInfo end) {
        return end.offset();
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(KafkaSettings.at(broker.bootstrapServers()).admin(Map.of()));
    }
}
