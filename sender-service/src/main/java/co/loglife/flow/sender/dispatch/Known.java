package co.loglife.flow.sender.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the ledger says of a record that was there before we were. */
public sealed interface Known {
    /** Nothing: it was never tried. */
    record New() implements Known {}

    /** Nothing is left to do. */
    record Settled() implements Known {}

    /**
     * WhatsApp has reported on it, but the attempt has no outcome of ours: only that is left to write.
     *
     * @param providerId its id with WhatsApp, where the report gave one
     */
    record Reported(int attempts, Instant since, @Nullable String providerId) implements Known {}

    /**
     * It was tried, and every attempt is known to have failed.
     *
     * @param failures how many of the attempts count against the message
     */
    record Tried(int attempts, int failures, Instant since) implements Known {}

    /**
     * Its last attempt has no outcome: it may have been sent.
     *
     * @param failures how many of the attempts count against the message, that one included
     */
    record Dangling(int attempts, int failures, Instant since, long ledgerOffset) implements Known {}
}
