package co.loglife.flow.router.topology;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends turns that take too long. A bot's turn runs on a stream thread, so one without end would hold up every user of
 * its partitions.
 *
 * <p>After the limit the thread is interrupted: a bot that waits for something fails by that, like any other that
 * throws. One that only computes does not notice. After twice the limit its record is remembered as a runaway, to be
 * refused when it comes again, and another stream thread is started; Kafka takes the partitions from the lost thread
 * once that has not polled for {@code max.poll.interval.ms}, and gives them to one that lives. The lost thread ends
 * with the process, or finds that it is fenced should its turn end after all.
 *
 * <p>One thread of its own looks at all turns; turns are begun and ended by stream threads.
 */
public final class TurnWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TurnWatch.class);

    private final Duration limit;
    private final Set<Turn> running = ConcurrentHashMap.newKeySet();
    private final Set<Place> runaways = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("turn-watch").factory());

    /** Lost threads that have no successor yet; the clock's alone. */
    private int missing;

    private record Place(String topic, int partition, long offset) {
        static Place of(RecordMetadata at) {
            return new Place(at.topic(), at.partition(), at.offset());
        }
    }

    /** One turn; its fields are guarded by itself. */
    private static final class Turn {
        private final Thread thread = Thread.currentThread();
        private final Place place;
        private final long begun = System.nanoTime();
        private boolean ended;
        private boolean interrupted;
        private boolean lost;

        Turn(Place place) {
            this.place = place;
        }

        /** Ends it, and gives whether the thread was interrupted for it. */
        synchronized boolean end() {
            ended = true;
            return interrupted;
        }

        synchronized boolean interrupt() {
            if (ended || interrupted) {
                return false;
            }
            interrupted = true;
            thread.interrupt();
            return true;
        }

        synchronized boolean lose() {
            if (ended || lost) {
                return false;
            }
            lost = true;
            return true;
        }
    }

    /** A watch whose turns may take so long. */
    public TurnWatch(Duration limit) {
        this.limit = limit;
    }

    /** How long a turn may take. */
    Duration limit() {
        return limit;
    }

    /** Watches from now on; {@code replacement} starts a stream thread in the place of a lost one. */
    public void start(Runnable replacement) {
        long often = Math.max(1, limit.toMillis() / 4);
        var _ = clock.scheduleWithFixedDelay(() -> look(replacement), often, often, TimeUnit.MILLISECONDS);
    }

    /** Whether this record's turn did not end before. */
    boolean isRunaway(@Nullable RecordMetadata at) {
        return at != null && !runaways.isEmpty() && runaways.contains(Place.of(at));
    }

    /** Runs one turn. */
    <T> T during(RecordMetadata at, Supplier<T> take) {
        Turn turn = new Turn(Place.of(at));
        running.add(turn);
        try {
            return take.get();
        } finally {
            running.remove(turn);
            if (turn.end()) {
                var _ = Thread.interrupted(); // meant for the bot, not for Kafka's clients
            }
        }
    }

    private void look(Runnable replacement) {
        long now = System.nanoTime();
        for (Turn turn : running) {
            long taken = now - turn.begun;
            if (taken > limit.toNanos() && turn.interrupt()) {
                say(turn, "A turn takes too long and is interrupted");
            }
            if (taken > 2 * limit.toNanos() && turn.lose()) {
                say(turn, "A turn does not end: its thread is given up and the record refused");
                runaways.add(turn.place);
                missing++;
            }
        }
        try {
            for (; missing > 0; missing--) {
                replacement.run();
            }
        } catch (RuntimeException e) { // the brokers' names cannot be looked up, say
            LOG.atWarn().setCause(e).log("No thread could be started in the place of a lost one; tried again");
        }
    }

    private void say(Turn turn, String what) {
        LOG.atError()
                .addKeyValue("topic", turn.place.topic)
                .addKeyValue("partition", turn.place.partition)
                .addKeyValue("offset", turn.place.offset)
                .addKeyValue("limit", limit)
                .log(what);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
