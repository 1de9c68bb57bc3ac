package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.User;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * The ids of the messages that WhatsApp has taken, the last so many of one partition: what comes again under one of
 * them is not sent again. An id counts for one user, so that two programs that count from 1 lose nothing. What was
 * given up is not among them: it may be driven again.
 */
public final class Taken {
    private final int most;
    private final SequencedSet<String> ids = new LinkedHashSet<>();

    /** Remembers so many. */
    public Taken(int most) {
        this.most = most;
    }

    /** Reads the next event of the ledger: our own notes, and what WhatsApp reports. */
    public void saw(Delivery event) {
        boolean taken = event.state().isSettled() && event.state() != Delivery.State.DEAD_LETTERED;
        if (taken && event.outgoingId() != null) {
            add(event.outgoingId(), event.user());
        }
    }

    void add(String id, User user) {
        if (most > 0 && ids.add(key(id, user)) && ids.size() > most) {
            ids.removeFirst();
        }
    }

    boolean contains(String id, User user) {
        return ids.contains(key(id, user));
    }

    private static String key(String id, User user) {
        return user.key() + ' ' + id;
    }
}
