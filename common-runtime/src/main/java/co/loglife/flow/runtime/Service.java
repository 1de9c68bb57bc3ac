package co.loglife.flow.runtime;

import java.util.Optional;

/** A service that has started. */
public interface Service extends AutoCloseable {
    /** The port its HTTP routes are on. */
    int port();

    /** Why it cannot do its work at this moment; empty when it can. */
    Optional<String> notReady();

    /** Stops cleanly: finishes what is under way, within a bound, and lets go of everything. */
    @Override
    void close();
}
