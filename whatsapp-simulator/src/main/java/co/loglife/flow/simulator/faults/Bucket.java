package co.loglife.flow.simulator.faults;

import java.time.Duration;

/**
 * A token bucket. Pure: it is told the time.
 *
 * @param tokens what is in it
 * @param nanos at which monotonic time
 */
record Bucket(double tokens, long nanos) {
    /** A full one. */
    static Bucket full(int size, long nanos) {
        return new Bucket(size, nanos);
    }

    /** The same at a later time, one token more with each period, never more than its size. */
    Bucket at(long later, int size, Duration period) {
        double gained = (double) (later - nanos) / period.toNanos();
        return new Bucket(Math.min(size, tokens + Math.max(0, gained)), later);
    }

    boolean hasToken() {
        // A hair below one counts: sums of fractions are not exact.
        return tokens >= 1 - 1e-9;
    }

    Bucket less() {
        return new Bucket(tokens - 1, nanos);
    }
}
