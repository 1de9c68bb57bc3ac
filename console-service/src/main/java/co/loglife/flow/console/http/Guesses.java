package co.loglife.flow.console.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often an address may be wrong about the token: so many times in a minute. Remembers a bounded number of them. */
final class Guesses {
    private static final int MOST = 10;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int ADDRESSES = 10_000;

    private final Map<String, Wrong> wrong = new LinkedHashMap<>();

    private record Wrong(int times, Instant since) {
        boolean isOver(Instant now) {
            return !now.isBefore(since.plus(WITHIN));
        }
    }

    /** Whether this address has to wait. */
    synchronized boolean mustWait(String address, Instant now) {
        Wrong before = wrong.get(address);
        return before != null && !before.isOver(now) && before.times() >= MOST;
    }

    /** It was wrong. */
    synchronized void wrong(String address, Instant now) {
        Wrong before = wrong.remove(address);
        wrong.put(
                address,
                before == null || before.isOver(now)
                        ? new Wrong(1, now)
                        : new Wrong(before.times() + 1, before.since()));
        if (wrong.size() > ADDRESSES) {
            wrong.remove(wrong.keySet().iterator().next());
        }
    }
}
