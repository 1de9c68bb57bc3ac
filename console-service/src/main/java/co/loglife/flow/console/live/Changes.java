package co.loglife.flow.console.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose conversations have changed since the watchers were last told, within bounds. Safe for many threads. */
final class Changes {
    private static final int MOST = 200;

    private final Set<String> users = new LinkedHashSet<>();
    private boolean more;
    private boolean letters;

    /**
     * What watchers are told.
     *
     * @param more whether there were more users than are named
     */
    record Changed(List<String> users, boolean more) {}

    synchronized void user(String user) {
        if (users.size() < MOST) {
            users.add(user);
        } else {
            more |= !users.contains(user);
        }
    }

    synchronized void letters() {
        letters = true;
    }

    /** The users, once. */
    synchronized Optional<Changed> takeUsers() {
        if (users.isEmpty()) {
            return Optional.empty();
        }
        Changed changed = new Changed(List.copyOf(users), more);
        users.clear();
        more = false;
        return Optional.of(changed);
    }

    /** Whether dead letters came or went, once. */
    synchronized boolean takeLetters() {
        boolean there = letters;
        letters = false;
        return there;
    }
}
