package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one partition of the deliveries topic says about the outgoing records of the same partition, read in order. It
 * keeps an offset for what is settled and more only for what is not, so that it stays small over a long outage.
 *
 * <p>Our own notes name the record they are about by its offset; what WhatsApp reports names the message's id.
 */
public final class Ledger {
    /** The attempts of a record that is not settled; {@code report} is WhatsApp's on one of them. */
    private record Attempts(
            int count,
            Instant since,
            boolean open,
            long ledgerOffset,
            @Nullable Delivery report) {
        Attempts reported(Delivery first) {
            return report == null ? new Attempts(count, since, open, ledgerOffset, first) : this;
        }
    }

    private final Set<Long> settled = new HashSet<>();
    private final Map<Long, Attempts> attempts = new HashMap<>();
    private final Map<String, Long> tried = new HashMap<>();
    private long last = -1;

    /**
     * Reads the next event.
     *
     * @param outgoingOffset of the record it is about; null on reports of WhatsApp
     * @param ledgerOffset of the event
     */
    public void saw(Delivery event, @Nullable Long outgoingOffset, long ledgerOffset) {
        String id = event.outgoingId();
        Long offset = outgoingOffset != null || id == null ? outgoingOffset : tried.get(id);
        if (offset == null || id == null) {
            return; // about a message that has no attempt in this stretch of the ledger
        }
        last = Math.max(last, offset);
        Attempts before = attempts.get(offset);
        if (outgoingOffset == null) {
            if (before != null && event.state().isSettled()) {
                attempts.put(offset, before.reported(event));
            }
        } else if (event.state().isSettled()) {
            settled.add(offset);
            attempts.remove(offset);
            tried.remove(id);
        } else if (!settled.contains(offset)) {
            boolean open = event.state() == Delivery.State.ATTEMPTING || isUnknown(event);
            attempts.put(
                    offset,
                    new Attempts(
                            event.attempt(),
                            before == null ? event.at() : before.since(),
                            open,
                            before == null || event.state() == Delivery.State.ATTEMPTING
                                    ? ledgerOffset
                                    : before.ledgerOffset(),
                            before == null ? null : before.report()));
            tried.put(id, offset);
        }
    }

    /** The last record of which anything is known; negative when there is none. */
    long last() {
        return last;
    }

    /** What is known of the record at an offset. */
    public Known of(long offset) {
        if (settled.contains(offset)) {
            return new Known.Settled();
        }
        Attempts found = attempts.get(offset);
        if (found == null) {
            return new Known.New();
        }
        if (found.report() != null) {
            return new Known.Reported(
                    found.count(), found.since(), found.report().providerId());
        }
        return found.open()
                ? new Known.Dangling(found.count(), found.since(), found.ledgerOffset())
                : new Known.Tried(found.count(), found.since());
    }

    private static boolean isUnknown(Delivery event) {
        return event.error() != null && event.error().errorClass() == ErrorClass.UNKNOWN;
    }
}
