package co.loglife.flow.console.live;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.Entries;
import co.loglife.flow.inspection.log.TopicPartitions;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.TopicLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics from some time back: the one reader for all who watch, without a group. It has one thread, on
 * which {@code each} is called. When the broker goes it waits, and goes on where it was.
 */
public final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /** However long the window, no more than the last so many of a partition are read at the start. */
    private static final long MOST_OF_A_PARTITION = 5_000;

    private static final List<TopicLayout.Kind> FOLLOWED = List.of(
            TopicLayout.Kind.WEBHOOKS,
            TopicLayout.Kind.INCOMING,
            TopicLayout.Kind.OUTGOING,
            TopicLayout.Kind.DELIVERIES,
            TopicLayout.Kind.DEAD_LETTERS);

    private final Cluster cluster;
    private final Entries entries;
    private final Duration window;
    private final BiConsumer<Entry, Boolean> each;
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Where each partition ended at the start: what comes from there on happens while we watch. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean caughtUp;
    private volatile boolean connected;

    private Follower(Cluster cluster, Duration window, BiConsumer<Entry, Boolean> each) {
        this.cluster = cluster;
        this.entries = new Entries(cluster.topics());
        this.window = window;
        this.each = each;
        this.thread = Thread.ofPlatform().daemon().name("console-follower").unstarted(this::run);
    }

    /**
     * Starts.
     *
     * @param window how far back it begins
     * @param each gets every record, and whether it was written after the start
     */
    public static Follower start(Cluster cluster, Duration window, BiConsumer<Entry, Boolean> each) {
        Follower follower = new Follower(cluster, window, each);
        follower.thread.start();
        return follower;
    }

    /** Why what it has read is not all there is; empty when it is. */
    public Optional<String> notReady() {
        if (!connected) {
            return Optional.of("Kafka does not answer");
        }
        return caughtUp ? Optional.empty() : Optional.of("still reading the topics");
    }

    private void run() {
        while (!closed.get()) {
            try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
                begin(consumer);
                connected = true;
                follow(consumer);
            } catch (InterruptException | WakeupException _) {
                return; // closing
            } catch (KafkaException e) {
                connected = false;
                LOG.atWarn().setCause(e).log("The topics cannot be followed, trying again");
            } catch (RuntimeException e) {
                connected = false;
                LOG.error("Following the topics failed, trying again", e);
            }
            pause();
        }
    }

    private void begin(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = FOLLOWED.stream()
                .map(cluster.topics()::name)
                .flatMap(topic -> TopicPartitions.of(consumer, topic).stream())
                .toList();
        consumer.assign(partitions);
        if (positions.isEmpty()) {
            Map<TopicPartition, Long> times = new HashMap<>();
            long since = Instant.now().minus(window).toEpochMilli();
            partitions.forEach(partition -> times.put(partition, since));
            Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
            ends.putAll(consumer.endOffsets(partitions));
            ends.forEach((partition, end) -> {
                OffsetAndTimestamp from = first.get(partition);
                long wanted = from == null ? end : from.offset();
                positions.put(partition, Math.max(wanted, end - MOST_OF_A_PARTITION));
            });
        }
        positions.forEach(consumer::seek);
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        while (!closed.get()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                boolean live = record.offset() >= ends.getOrDefault(partition, 0L);
                positions.put(partition, record.offset() + 1); // first: one that cannot be shown is not met again
                each.accept(entries.of(record), live);
            }
            if (!caughtUp) {
                // A position counts the marks of transactions too, which are no records.
                caughtUp = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
    }

    private void pause() {
        try {
            if (!closed.get()) {
                Thread.sleep(AGAIN);
            }
        } catch (InterruptedException _) {
            closed.set(true);
        }
    }

    @Override
    public void close() {
        closed.set(true);
        try {
            if (!thread.join(GOODBYE)) {
                thread.interrupt(); // it waits for a broker that is gone
                var _ = thread.join(GOODBYE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
