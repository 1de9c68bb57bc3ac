package co.loglife.flow.sender.kafka;

import co.loglife.flow.sender.dispatch.Assignment;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that are ours. One that was just assigned is not read before its ledger is, which happens beside the
 * reading of the others. Used by the reading thread alone, but for {@link #isStuck}.
 */
final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Has everything written that this process knows. */
    @FunctionalInterface
    interface Notes {
        void awaitWritten() throws InterruptedException;
    }

    private final Notes notes;
    private final LedgerReader ledgers;
    private final BiFunction<Integer, LedgerReader.Start, Assignment> assign;
    private final Map<Integer, Assignment> ready = new HashMap<>();
    private final Map<Integer, Assignment.Commit> committed = new HashMap<>();
    private final Map<Integer, Loading> loading = new HashMap<>();
    private final ConcurrentLinkedQueue<Loading> loaded = new ConcurrentLinkedQueue<>();

    private final Set<Loading> stuck = ConcurrentHashMap.newKeySet();

    /** Ledgers that are being read. */
    private static final class Loading {
        private volatile boolean wanted = true;
        private volatile Map<Integer, LedgerReader.Start> starts = Map.of();
    }

    Partitions(Notes notes, LedgerReader ledgers, BiFunction<Integer, LedgerReader.Start, Assignment> assign) {
        this.notes = notes;
        this.ledgers = ledgers;
        this.assign = assign;
    }

    /** Begins to read the ledgers of partitions that were assigned. */
    void load(Collection<Integer> added) {
        if (added.isEmpty()) {
            return;
        }
        Loading reading = new Loading();
        added.forEach(partition -> loading.put(partition, reading));
        List<Integer> partitions = List.copyOf(added);
        Thread.ofVirtual().name("read-ledger").start(() -> {
            while (reading.wanted && !isRead(reading, partitions)) {
                stuck.add(reading);
                pause();
            }
            stuck.remove(reading);
        });
    }

    private boolean isRead(Loading reading, List<Integer> partitions) {
        try {
            notes.awaitWritten(); // a partition that was lost and comes back may have some on their way
            reading.starts = ledgers.read(partitions);
            loaded.add(reading);
            return true;
        } catch (Throwable e) { // without the ledger nothing may be sent; also an Error may pass
            LOG.atWarn().setCause(e).log("The ledger cannot be read; tried again");
            return false;
        }
    }

    /** Whether ledgers could not be read the last time, and partitions wait for them. For any thread. */
    boolean isStuck() {
        return !stuck.isEmpty();
    }

    /** Takes up the partitions whose ledgers have been read. */
    void takeUpLoaded() {
        for (Loading read = loaded.poll(); read != null; read = loaded.poll()) {
            Loading done = read;
            done.starts.forEach((partition, start) -> {
                if (loading.remove(partition, done)) {
                    ready.put(partition, assign.apply(partition, start));
                }
            });
        }
    }

    /** A partition that can be read. */
    Optional<Assignment> get(int partition) {
        return Optional.ofNullable(ready.get(partition));
    }

    Collection<Assignment> all() {
        return ready.values();
    }

    /** All that are ours, readable or not yet. */
    Set<Integer> assigned() {
        Set<Integer> all = new HashSet<>(ready.keySet());
        all.addAll(loading.keySet());
        return all;
    }

    /** What has changed since it was committed. */
    Map<TopicPartition, OffsetAndMetadata> toCommit(String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ready.forEach((partition, assignment) -> {
            Assignment.Commit commit = assignment.commit();
            if (!commit.equals(committed.put(partition, commit))) {
                offsets.put(new TopicPartition(topic, partition), Committed.of(commit));
            }
        });
        return offsets;
    }

    /** The last commit may not have been made. */
    void commitFailed() {
        committed.clear();
    }

    /** Ends what is under way in partitions that are taken away, at the latest at {@code deadline} (of nanoTime). */
    void release(Collection<Integer> lost, long deadline) throws InterruptedException {
        List<Assignment> ending =
                lost.stream().map(this::get).flatMap(Optional::stream).toList();
        ending.forEach(Assignment::stop);
        for (Assignment assignment : ending) {
            assignment.awaitCalls(deadline);
        }
    }

    /** Forgets partitions that were released; returns what is to be committed of them. */
    Map<TopicPartition, OffsetAndMetadata> forget(Collection<Integer> lost, String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Integer partition : lost) {
            Loading reading = loading.remove(partition);
            if (reading != null && !loading.containsValue(reading)) {
                reading.wanted = false;
            }
            committed.remove(partition);
            Assignment assignment = ready.remove(partition);
            if (assignment != null) {
                offsets.put(new TopicPartition(topic, partition), Committed.of(assignment.commit()));
                assignment.forget();
            }
        }
        return offsets;
    }

    /** Lets go of partitions at once: calls are cut, nothing is committed. */
    void drop(Collection<Integer> lost) {
        try {
            release(lost, System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forget(lost, "");
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
