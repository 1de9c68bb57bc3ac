package co.loglife.flow.console.live;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks once a second what the readers have not read yet, and by that whether the broker answers. One thread of its own,
 * since the answer may take long.
 */
public final class LagWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Supplier<List<Stats.GroupLag>> source;
    private final Thread thread;
    private volatile Seen seen = new Seen(false, List.of());

    /** What was last seen. */
    public record Seen(boolean answers, List<Stats.GroupLag> lag) {}

    private LagWatch(Supplier<List<Stats.GroupLag>> source) {
        this.source = source;
        this.thread = Thread.ofPlatform().daemon().name("console-lag").unstarted(this::run);
    }

    /**
     * Starts.
     *
     * @param source asks; throws a {@link RuntimeException} when nobody answers
     */
    public static LagWatch start(Supplier<List<Stats.GroupLag>> source) {
        LagWatch watch = new LagWatch(source);
        watch.thread.start();
        return watch;
    }

    /** What was last seen. */
    public Seen seen() {
        return seen;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                seen = new Seen(true, source.get());
            } catch (KafkaException e) {
                seen = new Seen(false, seen.lag()); // as it was when it last answered
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("Lag could not be read");
                seen = new Seen(false, seen.lag());
            }
            try {
                Thread.sleep(REST);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** Returns when nobody asks any more, so that what is asked can be closed. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        var _ = thread.join(GOODBYE);
    }
}
