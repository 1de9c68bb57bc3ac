package co.loglife.flow.cli.replay;

import java.time.Duration;
import java.util.ArrayDeque;
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
 * A stretch of several partitions as one stream by time, each partition in its own order: as the router takes them. At
 * equal times the partitions come in the order given. Holds a bounded number of records of each partition.
 */
final class MergedLog {
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final int ENOUGH = 1_000;

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> heads = new HashMap<>();

    /**
     * From the first records kept up to the offsets given, exclusively.
     *
     * @param consumer for this alone while it is read
     */
    MergedLog(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.partitions = List.copyOf(partitions);
        this.ends = Map.copyOf(ends);
        partitions.forEach(partition -> heads.put(partition, new ArrayDeque<>()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The next record; empty at the end. */
    Optional<ConsumerRecord<byte[], byte[]>> next() {
        while (partitions.stream().anyMatch(this::isAwaited)) {
            fill();
        }
        return partitions.stream()
                .map(heads::get)
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparingLong(queue -> queue.getFirst().timestamp()))
                .map(Deque::removeFirst);
    }

    /** Nothing of it is at hand, and there is more: it could be the next one. */
    private boolean isAwaited(TopicPartition partition) {
        return queue(partition).isEmpty() && consumer.position(partition) < end(partition);
    }

    private void fill() {
        consumer.pause(partitions.stream()
                .filter(partition -> queue(partition).size() >= ENOUGH)
                .toList());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < end(partition)) {
                queue(partition).addLast(record);
            }
        }
        consumer.resume(consumer.paused());
    }

    private Deque<ConsumerRecord<byte[], byte[]>> queue(TopicPartition partition) {
        return heads.computeIfAbsent(partition, _ -> new ArrayDeque<>());
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
