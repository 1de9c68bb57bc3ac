package co.loglife.flow.inspection.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Several partitions as one stream: what was there at the beginning in the order of time, each partition in its own
 * order, and what comes later as it comes. Holds a bounded number of records of each partition.
 */
public final class InTimeOrder {
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final int ENOUGH = 2_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> heads = new HashMap<>();

    /**
     * Begins.
     *
     * @param consumer for this alone, its partitions assigned and its positions set
     * @param ends what is there now ends here
     */
    public InTimeOrder(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = Map.copyOf(ends);
        ends.keySet().forEach(partition -> heads.put(partition, new ArrayDeque<>()));
    }

    /** What comes next, within a short wait; often nothing. */
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        consumer.pause(heads.keySet().stream()
                .filter(partition -> queue(partition).size() >= ENOUGH)
                .toList());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
            queue(new TopicPartition(record.topic(), record.partition())).addLast(record);
        }
        consumer.resume(consumer.paused());
        List<ConsumerRecord<byte[], byte[]>> next = new ArrayList<>();
        while (heads.keySet().stream().noneMatch(this::isAwaited)) {
            Optional<Deque<ConsumerRecord<byte[], byte[]>>> first = heads.values().stream()
                    .filter(queue -> !queue.isEmpty())
                    .min(Comparator.comparingLong(queue -> queue.getFirst().timestamp()));
            if (first.isEmpty()) {
                break;
            }
            next.add(first.get().removeFirst());
        }
        return next;
    }

    /** Whether there is still something that was there at the beginning. */
    public boolean isBehind() {
        return heads.values().stream().anyMatch(queue -> !queue.isEmpty()) || TopicPartitions.isBehind(consumer, ends);
    }

    /** Whether a record was there at the beginning. */
    public boolean wasThere(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }

    /** Nothing of it is at hand, and there is more of old: it could be the next one. */
    private boolean isAwaited(TopicPartition partition) {
        return queue(partition).isEmpty() && consumer.position(partition) < ends.getOrDefault(partition, 0L);
    }

    private Deque<ConsumerRecord<byte[], byte[]>> queue(TopicPartition partition) {
        return heads.computeIfAbsent(partition, _ -> new ArrayDeque<>());
    }
}
