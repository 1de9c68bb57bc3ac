package co.loglife.flow.testing;

import co.loglife.flow.runtime.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Reads a whole topic from its beginning, committed records only, without a consumer group: a group would read some
 * records again after a restart and report repeats that are none.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    public TopicReader(KafkaSettings kafka, String topic) {
        consumer = new KafkaConsumer<>(kafka.consumer(Map.of("isolation.level", "read_committed")));
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Everything there is by now, in the order of each partition. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return List.copyOf(records);
    }

    /** Waits until the records are as wanted and returns them. */
    public List<ConsumerRecord<byte[], byte[]>> await(Predicate<List<ConsumerRecord<byte[], byte[]>>> wanted) {
        return await(PATIENCE, wanted);
    }

    /** The same, for so long. */
    public List<ConsumerRecord<byte[], byte[]>> await(
            Duration patience, Predicate<List<ConsumerRecord<byte[], byte[]>>> wanted) {
        return Awaitility.await().atMost(patience).pollDelay(Duration.ZERO).until(this::records, wanted);
    }

    /** Waits until there are so many records and returns them. */
    public List<ConsumerRecord<byte[], byte[]>> await(int count) {
        return await(found -> found.size() >= count);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
