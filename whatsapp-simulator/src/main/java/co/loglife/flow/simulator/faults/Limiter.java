package co.loglife.flow.simulator.faults;

import co.loglife.flow.simulator.chats.Bounded;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Enforces Meta's rate limits. Safe for many threads. */
final class Limiter {
    /** The code for too much from one number. */
    static final int NUMBER = 130429;

    /** The code for too much to one recipient. */
    static final int PAIR = 131056;

    private static final int BURST = 45;
    private static final Duration PAIR_PERIOD = Duration.ofSeconds(6);
    private static final int MOST_PAIRS = 100_000;

    private final LongSupplier nanos;
    private final Map<String, Bucket> lines = Bounded.latest(1000);
    private final Map<String, Bucket> pairs = Bounded.latest(MOST_PAIRS);

    /** With a monotonic clock. */
    Limiter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Counts a message; the code it is refused with when it is one too many. A refused one costs nothing. */
    synchronized Optional<Integer> take(LimitFaults limits, String line, String recipient) {
        long now = nanos.getAsLong();
        int rate = limits.perSecond();
        String pairKey = line + " " + recipient;
        Bucket ofLine = lines.getOrDefault(line, Bucket.full(rate, now));
        Bucket ofPair = pairs.getOrDefault(pairKey, Bucket.full(BURST, now)).at(now, BURST, PAIR_PERIOD);
        if (rate > 0) {
            ofLine = ofLine.at(now, rate, Duration.ofSeconds(1).dividedBy(rate));
            if (!ofLine.hasToken()) {
                return Optional.of(NUMBER);
            }
        }
        if (limits.pair() && !ofPair.hasToken()) {
            return Optional.of(PAIR);
        }
        if (rate > 0) {
            lines.put(line, ofLine.less());
        }
        if (limits.pair()) {
            pairs.put(pairKey, ofPair.less());
        }
        return Optional.empty();
    }

    synchronized void clear() {
        lines.clear();
        pairs.clear();
    }
}
