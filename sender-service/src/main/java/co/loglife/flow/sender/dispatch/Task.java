package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;

/** An outgoing message on its way. Its progress is touched by the thread of its conversation alone. */
public final class Task {
    private final Letter letter;
    private final OutgoingMessage message;
    private final Known known;
    private final Assignment assignment;
    private int tries;
    private int pairHolds;
    private long since;
    private volatile long ledgerOffset = -1;

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
            case Known.Tried(int attempts, Instant first) -> goOn(attempts, first, now);
            case Known.Dangling(int attempts, Instant first, long offset) -> {
                goOn(attempts, first, now);
                ledgerOffset = offset;
            }
        }
    }

    private void goOn(int attempts, Instant first, Instant now) {
        tries = attempts;
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

    /** Counts how often in a row its pair was held. */
    int pairHolds(boolean heldAgain) {
        pairHolds = heldAgain ? pairHolds + 1 : 0;
        return pairHolds;
    }

    Duration trying(long nanos) {
        return Duration.ofNanos(nanos - since);
    }

    /** Where in the ledger its last attempt is; negative before the first. */
    public long ledgerOffset() {
        return ledgerOffset;
    }
}
