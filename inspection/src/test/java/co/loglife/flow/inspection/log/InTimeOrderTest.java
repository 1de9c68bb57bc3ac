package co.loglife.flow.inspection.log;

import static co.loglife.flow.inspection.Log.headers;
import static co.loglife.flow.inspection.Records.START;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.inspection.Log;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import co.loglife.flow.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
final class InTimeOrderTest {
    private static final int RECORDS = 9_000;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void whatWasThereComesInTheOrderOfTimeWhateverPartitionItIsIn() throws Exception {
        try (Log log = new Log(KAFKA, 3);
                KafkaConsumer<byte[], byte[]> consumer = log.cluster().consumer()) {
            for (int i = 0; i < RECORDS; i++) {
                var _ = log.put(
                        i % 2 == 0 ? Kind.INCOMING : Kind.OUTGOING,
                        START.plusMillis(i),
                        new User("user-" + i % 50),
                        String.valueOf(i).getBytes(StandardCharsets.UTF_8),
                        headers());
            }
            log.flush();
            List<TopicPartition> partitions =
                    new ArrayList<>(TopicPartitions.of(consumer, log.topics().name(Kind.INCOMING)));
            partitions.addAll(TopicPartitions.of(consumer, log.topics().name(Kind.OUTGOING)));
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            InTimeOrder records = new InTimeOrder(consumer, ends);
            List<Integer> seen = new ArrayList<>();

            while (records.isBehind()) {
                records.poll()
                        .forEach(record ->
                                seen.add(Integer.valueOf(new String(record.value(), StandardCharsets.UTF_8))));
            }

            assertThat(seen).hasSize(RECORDS).isSorted();
            log.put(Kind.INCOMING, START, new User("late"), "-1".getBytes(StandardCharsets.UTF_8), headers())
                    .get();
            while (seen.size() == RECORDS) {
                records.poll()
                        .forEach(record ->
                                seen.add(Integer.valueOf(new String(record.value(), StandardCharsets.UTF_8))));
            }
            assertThat(seen).as("what comes later comes as it comes").endsWith(-1);
        }
    }
}
