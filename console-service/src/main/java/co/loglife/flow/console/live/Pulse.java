package co.loglife.flow.console.live;

import co.loglife.flow.console.memory.DeadLetters;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.Json;
import co.loglife.flow.page.EventStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells all who watch, four times a second what has changed and once a second what flows. One thread of its own, which
 * never waits for the broker.
 */
public final class Pulse implements AutoCloseable {
    /** So many seconds are remembered for those who come. */
    static final int SECONDS = 120;

    private static final int BEATS = 4;
    private static final long BEAT_MS = 1000 / BEATS;

    private final Counts counts = new Counts();
    private final Changes changes = new Changes();
    private final Deque<Stats> history = new ArrayDeque<>();
    private final EventStream stream;
    private final BooleanSupplier brokerAnswers;
    private final Supplier<List<Stats.GroupLag>> lag;
    private final LongSupplier waitingLetters;
    private final InstantSource clock;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("console-pulse").factory());
    private int beat;
    private long lastSecond = System.nanoTime();

    /**
     * A pulse; {@link #start} begins it.
     *
     * @param brokerAnswers whether it did when it was last asked
     * @param lag what was last seen of the readers
     * @param waitingLetters how many dead letters wait
     */
    public Pulse(
            EventStream stream,
            BooleanSupplier brokerAnswers,
            Supplier<List<Stats.GroupLag>> lag,
            LongSupplier waitingLetters,
            InstantSource clock) {
        this.stream = stream;
        this.brokerAnswers = brokerAnswers;
        this.lag = lag;
        this.waitingLetters = waitingLetters;
        this.clock = clock;
    }

    /** Begins. */
    public void start() {
        var _ = beats.scheduleAtFixedRate(this::beat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
    }

    /** A record was read; {@code live}: it was written while we watch. */
    public void seen(Entry entry, boolean live) {
        if (!live) {
            return;
        }
        counts.count(entry);
        String user = entry.key();
        if (user != null && !user.isEmpty()) {
            changes.user(user);
        }
        if (DeadLetters.concerns(entry)) {
            changes.letters();
        }
    }

    /** What a new watcher is told first. */
    public String first() {
        List<Stats> all;
        synchronized (history) {
            all = new ArrayList<>(history);
        }
        return json(Map.of("history", all));
    }

    private void beat() {
        changes.takeUsers().ifPresent(changed -> stream.tell("changed", () -> json(changed)));
        if (changes.takeLetters()) {
            stream.tell("letters", () -> "{}");
        }
        if (++beat % BEATS == 0) {
            second();
        }
    }

    private void second() {
        long now = System.nanoTime();
        double seconds = Math.max(0.1, (now - lastSecond) / 1e9);
        lastSecond = now;
        Stats stats = new Stats(
                clock.instant(),
                brokerAnswers.getAsBoolean() ? "up" : "down",
                counts.take(seconds),
                lag.get(),
                new Stats.Totals(counts.allRetries(), waitingLetters.getAsLong()));
        synchronized (history) {
            history.addLast(stats);
            if (history.size() > SECONDS) {
                history.removeFirst();
            }
        }
        stream.tell("stats", () -> json(stats));
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
