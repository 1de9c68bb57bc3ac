package co.loglife.flow.console.live;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks something again and again, a second after each answer, and remembers the last one: for what may take long while
 * others want to know at once. One thread of its own.
 */
public final class Watch<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final String what;
    private final Callable<T> question;
    private final Thread thread;
    private volatile T latest;
    private boolean failing;

    private Watch(String what, T first, Callable<T> question) {
        this.what = what;
        this.question = question;
        this.latest = first;
        this.thread = Thread.ofPlatform().daemon().name("console-" + what).unstarted(this::run);
    }

    /**
     * Starts.
     *
     * @param what it is, for the log
     * @param first the answer before there is one
     * @param question after one that failed the last answer stands
     */
    public static <T> Watch<T> start(String what, T first, Callable<T> question) {
        Watch<T> watch = new Watch<>(what, first, question);
        watch.thread.start();
        return watch;
    }

    /** The last answer. */
    public T latest() {
        return latest;
    }

    private void run() {
        try {
            while (true) {
                ask();
                Thread.sleep(REST);
            }
        } catch (InterruptedException _) {
            // closing
        }
    }

    private void ask() throws InterruptedException {
        try {
            latest = question.call();
            failing = false;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (!failing) { // once, not each second while the broker is away
                LOG.atWarn().addKeyValue("what", what).setCause(e).log("Cannot be read at the moment");
            }
            failing = true;
        }
    }

    /** Returns when nothing is asked any more, so that what is asked can be closed. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        var _ = thread.join(GOODBYE);
    }
}
