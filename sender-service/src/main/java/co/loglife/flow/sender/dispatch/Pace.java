package co.loglife.flow.sender.dispatch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket: so many messages at once, then one per interval. Who takes a token that is not there yet is told how
 * long to wait and has it, so that waiting is in order and needs no queue. Times are of nanoTime.
 */
final class Pace {
    private static final double LEAST = 1.0 / 64;
    private static final double RECOVERY_PER_SECOND = 1.05;

    /** An even pace makes up for a moment's delay, and for no more: what piles up in a stall does not go at once. */
    private static final double SLACK = Duration.ofMillis(25).toNanos();

    private final double interval;
    private final int burst;
    private final double slack;
    private double share = 1;
    private double slowness = 1;
    private long slownessAt;
    private double fullAt = Double.NEGATIVE_INFINITY;

    Pace(double interval, int burst) {
        this(interval, burst, 0);
    }

    private Pace(double interval, int burst, double slack) {
        this.interval = interval;
        this.burst = burst;
        this.slack = slack;
    }

    /** So many per second, evenly. */
    static Pace perSecond(double rate) {
        return new Pace(TimeUnit.SECONDS.toNanos(1) / rate, 1, SLACK);
    }

    /** Takes a token; returns how many nanoseconds to wait for it. */
    synchronized long take(long now) {
        double step = step(now);
        fullAt = Math.max(fullAt, (double) now) + step;
        return Math.max(0, (long) (fullAt - now - Math.max(burst * step, slack)));
    }

    /** Our part of the whole, from 0 to 1. */
    synchronized void share(double part) {
        share = part;
    }

    /** Halves the rate; it recovers by itself, a twentieth more each second. */
    synchronized void slower(long now) {
        slowness = Math.max(LEAST, current(now) / 2);
        slownessAt = now;
    }

    /** No more at once for now: one per interval. */
    synchronized void drain(long now) {
        fullAt = Math.max(fullAt, now + burst * step(now));
    }

    /** Whether it is as good as new. */
    synchronized boolean isFull(long now) {
        return fullAt <= now;
    }

    private double step(long now) {
        return interval / (share * current(now));
    }

    private double current(long now) {
        double seconds = (double) (now - slownessAt) / TimeUnit.SECONDS.toNanos(1);
        return slowness >= 1 ? 1 : Math.min(1, slowness * Math.pow(RECOVERY_PER_SECOND, seconds));
    }
}
