package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.User;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one partition of the deliveries topic says about the outgoing records of the same partition, read in order. It
 * keeps an offset for what is settled and more only for what is not, so that it stays small over a long outage.
 *
 * <p>Our own notes name the record they are about by its offset; what WhatsApp reports names the message's id. A note
 * counts for the message it was written about alone: in a topic that was made anew, or copied to another cluster,
 * another one has that offset.
 */
public final class Ledger {
    /** The attempts of a record that is not settled; {@code report} is WhatsApp's on one of them. */
    private record Attempts(
            Message message,
            int count,
            int failures,
            Instant since,
            boolean open,
            long ledgerOffset,
            @Nullable Delivery report) {
        Attempts reported(Delivery first) {
            return report == null ? new Attempts(message, count, failures, since, open, ledgerOffset, first) : this;
        }
    }

    /** An id counts for one user and one way, see {@link Taken}. */
    private record Message(ClientType way, User user, String id) {}

    /** By offset, the hash of the message that was settled there: the message itself would be too much to keep. */
    private final Map<Long, Integer> settled = new HashMap<>();

    private final Map<Long, Attempts> attempts = new HashMap<>();
    private final Map<Message, Long> tried = new HashMap<>();
    private long last = -1;

    /**
     * What a note of ours says beside the event.
     *
     * @param offset of the outgoing record it is about
     * @param failures how many attempts before this note counted against the message; null in notes that do not say
     */
    public record Note(long offset, @Nullable Integer failures) {}

    /**
     * Reads the next event.
     *
     * @param note which record it is about; null on reports of WhatsApp
     * @param ledgerOffset of the event
     */
    public void saw(Delivery event, @Nullable Note note, long ledgerOffset) {
        if (event.outgoingId() == null) {
            return;
        }
        Message message = new Message(event.clientType(), event.user(), event.outgoingId());
        Long offset = note == null ? tried.get(message) : Long.valueOf(note.offset());
        if (offset == null) {
            return; // about a message that has no attempt in this stretch of the ledger
        }
        last = Math.max(last, offset);
        Attempts before = attempts(offset, message);
        if (note == null) {
            if (before != null && event.state().isSettled()) {
                attempts.put(offset, before.reported(event));
            }
        } else if (event.state().isSettled()) {
            settled.put(offset, message.hashCode());
            attempts.remove(offset);
            tried.remove(message);
        } else if (!isSettled(offset, message)) {
            boolean open = event.state() == Delivery.State.ATTEMPTING || isUnknown(event);
            attempts.put(
                    offset,
                    new Attempts(
                            message,
                            event.attempt(),
                            failures(event, note),
                            before == null ? event.at() : before.since(),
                            open,
                            before == null || event.state() == Delivery.State.ATTEMPTING
                                    ? ledgerOffset
                                    : before.ledgerOffset(),
                            before == null ? null : before.report()));
            tried.put(message, offset);
        }
    }

    /** The last record of which anything is known; negative when there is none. */
    long last() {
        return last;
    }

    /** What is known of the record at an offset. */
    public Known of(long offset, OutgoingMessage record) {
        Message message = new Message(record.clientType(), record.user(), record.id());
        if (isSettled(offset, message)) {
            return new Known.Settled();
        }
        Attempts found = attempts(offset, message);
        if (found == null) {
            return new Known.New();
        }
        if (found.report() != null) {
            return new Known.Reported(
                    found.count(), found.since(), found.report().providerId());
        }
        return found.open()
                ? new Known.Dangling(found.count(), found.failures(), found.since(), found.ledgerOffset())
                : new Known.Tried(found.count(), found.failures(), found.since());
    }

    private boolean isSettled(long offset, Message message) {
        Integer hash = settled.get(offset);
        return hash != null && hash == message.hashCode();
    }

    private @Nullable Attempts attempts(long offset, Message message) {
        Attempts found = attempts.get(offset);
        return found == null || !found.message.equals(message) ? null : found;
    }

    /**
     * An attempt that began counts until its outcome is noted: it may be what ended the process. Of notes that do not
     * say, older versions', one counts: a message is rather tried too often than given up too soon.
     */
    private static int failures(Delivery event, Note note) {
        if (note.failures() == null) {
            return 1;
        }
        return event.state() == Delivery.State.ATTEMPTING ? note.failures() + 1 : note.failures();
    }

    private static boolean isUnknown(Delivery event) {
        return event.error() != null && event.error().errorClass() == ErrorClass.UNKNOWN;
    }
}
