package co.loglife.flow.sender.kafka;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.metrics.KafkaMeters;
import co.loglife.flow.sender.dispatch.Assignment;
import co.loglife.flow.sender.dispatch.Buffer;
import co.loglife.flow.sender.dispatch.Dispatcher;
import co.loglife.flow.sender.dispatch.Letter;
import co.loglife.flow.sender.dispatch.Paces;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the outgoing topic for one way to WhatsApp and hands its messages to the dispatcher. Each way has a reader,
 * group and buffer of its own: while one stands still for hours the other does not notice.
 *
 * <p>One platform thread, which never waits for a message: it polls, pauses what cannot be taken, and commits.
 */
public final class OutgoingReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingReader.class);

    /** After so long without a sign the group gives our partitions to others. */
    private static final Duration SESSION = Duration.ofSeconds(10);

    /** Unless we have polled this recently nothing is sent: we may have been frozen, and others at work. */
    private static final Duration LEASE = SESSION.minusSeconds(2);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Settings settings;
    private final Dispatcher dispatcher;
    private final DeliveryLog log;
    private final Paces paces;
    private final Buffer buffer;
    private final KafkaMeters meters;
    private final Thread thread;
    private final Partitions partitions;
    private volatile boolean closed;
    private volatile long polledAt = System.nanoTime();
    private volatile String trouble = "joining the group";
    private long committedAt = System.nanoTime();

    /**
     * What is read.
     *
     * @param reads the messages that are ours; the others are passed over
     * @param takesUnreadable whether what is no message is ours to put among the dead letters
     * @param rememberedIds of each partition, so many ids of messages taken, none of which is sent again
     * @param handOver how long calls under way may take when a partition is taken away
     */
    public record Settings(
            KafkaSettings kafka,
            String group,
            String outgoing,
            String deliveries,
            ClientType reads,
            boolean takesUnreadable,
            int rememberedIds,
            Duration handOver) {}

    public OutgoingReader(
            Settings settings, Dispatcher dispatcher, DeliveryLog log, Paces paces, Buffer buffer, KafkaMeters meters) {
        this.meters = meters;
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.log = log;
        this.paces = paces;
        this.buffer = buffer;
        this.partitions = new Partitions(
                log::awaitWritten,
                new LedgerReader(
                        settings.kafka(),
                        settings.group(),
                        settings.outgoing(),
                        settings.deliveries(),
                        settings.reads(),
                        settings.rememberedIds()),
                (partition, start) ->
                        new Assignment(partition, this::leaseIsFresh, start.read(), buffer, start.position()));
        this.thread =
                Thread.ofPlatform().name("read-" + settings.reads().word()).start(this::run);
    }

    /** Why it reads nothing at this moment; empty when it does. */
    public Optional<String> trouble() {
        if (!trouble.isEmpty()) {
            return Optional.of(trouble);
        }
        return partitions.isStuck() ? Optional.of("reading " + settings.deliveries() + " failed") : Optional.empty();
    }

    private void run() {
        while (!closed) {
            try {
                read();
            } catch (Throwable e) { // no consumer to be had, say: a thread that ended would never read again
                failed(e);
            }
        }
    }

    private void read() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings());
        try (KafkaMeters.Shown _ = meters.of(consumer)) {
            polledAt = System.nanoTime();
            consumer.subscribe(List.of(settings.outgoing()), new Rebalance(consumer));
            while (!closed) {
                step(consumer);
            }
        } catch (Throwable e) { // told before the group is left, which takes a while
            failed(e);
        } finally {
            leave(consumer);
        }
    }

    private void failed(Throwable e) {
        trouble = "reading " + settings.outgoing() + " failed";
        LOG.atError().setCause(e).log("Reading failed; begun anew");
        pause();
    }

    private void step(KafkaConsumer<byte[], byte[]> consumer) {
        if (!leaseIsFresh()) {
            rejoin(consumer);
        }
        polledAt = System.nanoTime();
        partitions.takeUpLoaded();
        pauseAndResume(consumer);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            partitions.get(record.partition()).ifPresent(assignment -> take(record, assignment));
        }
        for (Assignment assignment : partitions.all()) {
            assignment.readUpTo(consumer.position(partition(assignment.partition())));
        }
        if (System.nanoTime() - committedAt > COMMIT_EVERY.toNanos()) {
            committedAt = System.nanoTime();
            commit(consumer);
            dispatcher.lookForRenewal();
        }
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = partitions.toCommit(settings.outgoing());
        if (offsets.isEmpty()) {
            return;
        }
        // Safe: everything before these offsets has its outcome in the ledger or among the dead letters.
        consumer.commitAsync(offsets, (_, e) -> {
            if (e != null) {
                partitions.commitFailed();
                LOG.atDebug().addKeyValue("error", e.toString()).log("Offsets were not committed; tried again");
            }
        });
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Assignment assignment) {
        if (!settings.takesUnreadable() && record.value() != null && Way.isOther(record.value(), settings.reads())) {
            return;
        }
        Letter letter = letter(record);
        try {
            OutgoingMessage message = Json.read(record.value(), OutgoingMessage.class);
            if (message.clientType() == settings.reads()) {
                assignment.offer(letter, message, dispatcher);
            }
        } catch (UnreadableException e) {
            if (settings.takesUnreadable()) {
                LOG.atWarn()
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .addKeyValue("reason", e.getMessage())
                        .log("A record is no message and goes to the dead letters");
                assignment.hold(letter);
                log.unreadable(letter, String.valueOf(e.getMessage()), () -> assignment.settled(letter));
            }
        }
    }

    private void pauseAndResume(KafkaConsumer<byte[], byte[]> consumer) {
        Set<TopicPartition> pause = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            if (buffer.isFull() || partitions.get(partition.partition()).isEmpty()) {
                pause.add(partition);
            }
        }
        Set<TopicPartition> paused = consumer.paused();
        if (!paused.equals(pause)) {
            consumer.pause(pause);
            consumer.resume(paused.stream()
                    .filter(partition -> !pause.contains(partition))
                    .toList());
        }
    }

    private boolean leaseIsFresh() {
        return System.nanoTime() - polledAt < LEASE.toNanos();
    }

    /** We stood still for longer than the group waits: what we held may be with others by now. */
    private void rejoin(KafkaConsumer<byte[], byte[]> consumer) {
        LOG.atWarn().log("The process stood still; all partitions are given back");
        partitions.drop(partitions.assigned());
        consumer.unsubscribe();
        consumer.subscribe(List.of(settings.outgoing()), new Rebalance(consumer));
    }

    private void leave(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            handOver(consumer, partitions.assigned());
            consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(AGAIN.multipliedBy(2)));
        } catch (Throwable e) { // the broker is away, say: the group will notice that we are gone
            LOG.atWarn().addKeyValue("error", e.toString()).log("The group was not left cleanly");
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** Finishes or abandons, never both: calls end or are cut before the offsets are committed and others take over. */
    private void handOver(KafkaConsumer<byte[], byte[]> consumer, Collection<Integer> lost) {
        try {
            partitions.release(lost, System.nanoTime() + settings.handOver().toNanos());
            log.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Safe: settled means that the outcome is in the ledger, and nothing of these partitions is under way any more.
        consumer.commitSync(partitions.forget(lost, settings.outgoing()), AGAIN.multipliedBy(2));
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Rebalance(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            consumer.pause(added); // until their ledgers are read
            partitions.load(numbers(added));
            share();
            trouble = "";
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> lost) {
            long began = System.nanoTime();
            try {
                handOver(consumer, numbers(lost));
            } catch (KafkaException e) {
                LOG.atWarn().addKeyValue("error", e.toString()).log("Offsets were not committed before a hand-over");
            }
            share();
            waitedOnPurpose(began);
        }

        /** Our own wait for calls is no standing still, as long as it took no longer than it may. */
        private void waitedOnPurpose(long began) {
            Duration most = settings.handOver().plus(AGAIN.multipliedBy(5));
            if (System.nanoTime() - began < most.toNanos()) {
                polledAt = System.nanoTime();
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            partitions.drop(numbers(lost)); // others have them already: nothing may be finished
        }

        private void share() {
            paces.share(
                    partitions.assigned().size(),
                    consumer.partitionsFor(settings.outgoing()).size());
        }
    }

    private Map<String, Object> consumerSettings() {
        return settings.kafka()
                .consumer(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        settings.group(),
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName(),
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        (int) SESSION.toMillis(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"));
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(settings.outgoing(), number);
    }

    private static List<Integer> numbers(Collection<TopicPartition> of) {
        return of.stream().map(TopicPartition::partition).toList();
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
        return new Letter(
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                Arrays.stream(record.headers().toArray())
                        .map(header -> new Letter.Header(header.key(), header.value()))
                        .toList());
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(AGAIN.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins to stop and does not wait for it. */
    public void stop() {
        closed = true; // seen within a poll; a wake-up would also break the last commit
    }

    @Override
    public void close() {
        stop();
        try {
            thread.join(settings.handOver().plus(AGAIN.multipliedBy(6)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
