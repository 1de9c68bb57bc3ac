package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An outgoing message on its way. Its progress is touched by the thread of its conversation alone. */
public final class Task {
    private final Letter letter;
    private final OutgoingMessage message;
    private final Known known;
    private final Assignment assignment;
    private int tries;
    private int failures;
    private int pairHolds;
    private int waits;
    private long since;
    private volatile long ledgerOffset = -1;
    private volatile @Nullable TraceContext trace;

    Task(Letter letter, OutgoingMessage message, Known known, Assignment assignment) {
        this.letter = letter;
        this.message = message;
        this.known = known;
        this.assignment = assignment;
    }

    public Letter letter() {
        return letter;
    }

    public OutgoingMessage message() {
        return message;
    }

    /** The trace of the work on it; null where there is none. */
    public @Nullable TraceContext trace() {
        return trace;
    }

    void traced(@Nullable TraceContext work) {
        trace = work;
    }

    Known known() {
        return known;
    }

    Assignment assignment() {
        return assignment;
    }

    /** Takes up where the ledger says it was left. */
    void start(Instant now, long nanos) {
        since = nanos;
        switch (known) {
            case Known.New(), Known.Settled() -> {}
            case Known.Tried(int attempts, int failed, Instant first) -> goOn(attempts, failed, first, now);
            case Known.Reported(int attempts, Instant first, var _) -> goOn(attempts, 0, first, now);
            case Known.Dangling(int attempts, int failed, Instant first, long offset) -> {
                goOn(attempts, failed, first, now);
                ledgerOffset = offset;
            }
        }
    }

    private void goOn(int attempts, int failed, Instant first, Instant now) {
        tries = attempts;
        failures = failed;
        Duration before = Duration.between(first, now);
        since -= before.isNegative() ? 0 : before.toNanos();
    }

    /** Attempts made. */
    int tries() {
        return tries;
    }

    void tried(long ledgerOffset) {
        tries++;
        this.ledgerOffset = ledgerOffset;
    }

    /** Counts an attempt that ended: against the message only what may be its own fault. */
    void ended(Outcome outcome) {
        switch (outcome) {
            case Outcome.Unknown _ -> failures++;
            case Outcome.Retry(var _, var effort, var _) -> {
                if (effort.counts()) {
                    failures++;
                } else {
                    waits++;
                }
            }
            case Outcome.Stopped stop -> failures += stop.effort().counts() ? 1 : 0;
            case Outcome.PairHeld _ -> pairHolds++;
            case Outcome.Accepted _, Outcome.Slower _, Outcome.Rejected _ -> {}
        }
    }

    /** How often it failed in a way that may be its own fault. */
    public int failures() {
        return failures;
    }

    /** How often it was told to wait in the way of this outcome, by this process. */
    int holds(Outcome outcome) {
        return outcome instanceof Outcome.PairHeld ? pairHolds : waits;
    }

    Duration trying(long nanos) {
        return Duration.ofNanos(nanos - since);
    }

    /** Where in the ledger its last attempt is; negative before the first. */
    public long ledgerOffset() {
        return ledgerOffset;
    }
}
