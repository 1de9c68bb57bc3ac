package co.loglife.flow.inspection.log;

import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads stretches of the topics: by partition, time and offset, always bounded, committed records only, without a
 * group. For one thread.
 */
public final class LogReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Of all partitions together: what one fetch brings. */
    private static final long FIRST_PORTION = 10_000;

    private static final long LARGEST_PORTION = 160_000;

    private final TopicLayout topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Entries entries;
    private final Map<String, List<TopicPartition>> partitions = new HashMap<>();
    private long read;

    private LogReader(Cluster cluster) {
        this.topics = cluster.topics();
        this.consumer = cluster.impatientConsumer();
        this.entries = new Entries(topics);
    }

    /** Connects. */
    public static LogReader open(Cluster cluster) {
        return new LogReader(cluster);
    }

    /** All partitions of a topic. */
    public List<TopicPartition> partitions(TopicLayout.Kind kind) {
        return partitions.computeIfAbsent(topics.name(kind), topic -> TopicPartitions.of(consumer, topic));
    }

    /** The partition of a topic that owns a user. */
    public TopicPartition partition(TopicLayout.Kind kind, User user) {
        return partitions(kind)
                .get(TopicPartitions.number(user.key(), partitions(kind).size()));
    }

    /**
     * What there is now between two times, by the records' timestamps. Where a producer's clock ran behind another's,
     * records near an edge may fall outside: leave some slack.
     *
     * @param since null: from the oldest record kept
     * @param until null: up to now
     */
    public Map<TopicPartition, Span> spans(
            Collection<TopicPartition> of, @Nullable Instant since, @Nullable Instant until) {
        consumer.assign(of);
        Map<TopicPartition, Long> ends = consumer.endOffsets(of);
        Map<TopicPartition, Long> from = since == null ? consumer.beginningOffsets(of) : at(of, since, ends);
        Map<TopicPartition, Long> to = until == null ? ends : at(of, until, ends);
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (TopicPartition partition : of) {
            spans.put(
                    partition,
                    new Span(
                            from.getOrDefault(partition, 0L),
                            Math.min(to.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L))));
        }
        return spans;
    }

    /** The first offsets of records at or after a time; the end where there is none. */
    private Map<TopicPartition, Long> at(Collection<TopicPartition> of, Instant time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        of.forEach(partition -> times.put(partition, Math.max(0, time.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : of) {
            OffsetAndTimestamp first = found.get(partition);
            offsets.put(partition, first == null ? ends.getOrDefault(partition, 0L) : Long.valueOf(first.offset()));
        }
        return offsets;
    }

    /**
     * Reads stretches, each in its order, until all are read or {@code enough} says that no more is wanted.
     *
     * @param enough asked after each portion
     */
    public void read(
            Map<TopicPartition, Span> spans,
            Progress progress,
            Consumer<ConsumerRecord<byte[], byte[]>> each,
            BooleanSupplier enough) {
        Map<TopicPartition, Span> reading = new HashMap<>(spans);
        reading.values().removeIf(Span::isEmpty);
        consumer.assign(reading.keySet());
        consumer.resume(consumer.paused());
        reading.forEach((partition, span) -> consumer.seek(partition, span.from()));
        long all = reading.values().stream().mapToLong(Span::size).sum();
        long begun = read;
        while (!reading.isEmpty() && !enough.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Span span = reading.get(new TopicPartition(record.topic(), record.partition()));
                if (span != null && record.offset() < span.to()) {
                    each.accept(record);
                    read++;
                }
            }
            List<TopicPartition> done = reading.entrySet().stream()
                    .filter(span ->
                            consumer.position(span.getKey()) >= span.getValue().to())
                    .map(Map.Entry::getKey)
                    .toList();
            consumer.pause(done);
            done.forEach(reading::remove);
            progress.read(read - begun, all);
        }
    }

    /** The records of some stretches that {@code wanted} picks by their bytes, decoded. */
    public List<Entry> entries(
            Map<TopicPartition, Span> spans, Progress progress, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<Entry> found = new ArrayList<>();
        read(
                spans,
                progress,
                record -> {
                    if (wanted.test(record)) {
                        found.add(entries.of(record));
                    }
                },
                () -> false);
        return found;
    }

    /**
     * As {@link #entries}, but in portions from the end of the stretches backwards, until what was found is enough:
     * what people look for is mostly new.
     *
     * @return what was found, each partition's portions in the order they were read
     */
    public List<Entry> backwards(
            Map<TopicPartition, Span> spans,
            Progress progress,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            Predicate<List<Entry>> enough) {
        long all = spans.values().stream().mapToLong(Span::size).sum();
        long begun = read;
        List<Entry> found = new ArrayList<>();
        Map<TopicPartition, Span> left = new HashMap<>(spans);
        left.values().removeIf(Span::isEmpty);
        long portion = FIRST_PORTION;
        while (!left.isEmpty() && !enough.test(found)) {
            long each = Math.max(1, portion / left.size());
            Map<TopicPartition, Span> now = new HashMap<>();
            left.forEach((partition, span) ->
                    now.put(partition, new Span(Math.max(span.from(), span.to() - each), span.to())));
            found.addAll(entries(now, (_, _) -> progress.read(read - begun, all), wanted));
            now.forEach((partition, span) ->
                    left.computeIfPresent(partition, (_, before) -> new Span(before.from(), span.from())));
            left.values().removeIf(Span::isEmpty);
            portion = Math.min(LARGEST_PORTION, portion * 2);
        }
        return found;
    }

    /** How many records were looked at so far. */
    public long recordsRead() {
        return read;
    }

    /** One record; empty when it is no longer, or was never, there. */
    public Optional<Entry> entry(TopicPartition partition, long offset) {
        Map<TopicPartition, Span> now = spans(List.of(partition), null, null);
        Span kept = now.getOrDefault(partition, new Span(0, 0));
        if (offset < kept.from() || offset >= kept.to()) {
            return Optional.empty();
        }
        return entries(Map.of(partition, new Span(offset, offset + 1)), Progress.NONE, _ -> true).stream()
                .findFirst();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
