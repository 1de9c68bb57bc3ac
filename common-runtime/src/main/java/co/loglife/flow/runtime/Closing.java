package co.loglife.flow.runtime;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what a service opened, in reverse order; one part that fails to close does not keep the others open. Parts may
 * be added from several threads.
 */
public final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

    /** Remembers a part to close and returns it. */
    public <T extends AutoCloseable> T with(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        for (AutoCloseable part = open.poll(); part != null; part = open.poll()) {
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.atWarn()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(e)
                        .log("Could not be closed");
            }
        }
    }
}
