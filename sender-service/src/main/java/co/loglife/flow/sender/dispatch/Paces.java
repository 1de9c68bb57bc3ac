package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Address;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The pace of each of our numbers and of each pair of number and recipient, so that WhatsApp's limits are not met in
 * the first place. A number's rate is shared among instances by the partitions each owns.
 */
public final class Paces {
    /** Of what WhatsApp allows, so much is used: on the way, messages come closer together than they were sent. */
    private static final double USED = 0.95;

    /** So many pairs are remembered that have not recovered; at 80 messages a second it is never that many. */
    private static final int MOST_PAIRS = 100_000;

    private final Limits limits;
    private final Map<String, Turnstile> numbers = new ConcurrentHashMap<>();
    private final Map<Pair, Pace> pairs = new ConcurrentHashMap<>();
    private volatile double share = 1;

    /**
     * What WhatsApp allows.
     *
     * @param perSecond messages of one number; 0: no limit
     * @param pairBurst messages to one recipient at once; 0: no limit
     * @param pairInterval the time in which a pair gets one more
     */
    public record Limits(double perSecond, int pairBurst, Duration pairInterval) {}

    private record Pair(String number, Address recipient) {}

    public Paces(Limits limits) {
        this.limits = limits;
    }

    /** Takes a pair's leave to send; returns how many nanoseconds to wait first. */
    long takePair(String number, Address recipient, long now) {
        return limits.pairBurst() > 0 ? pair(new Pair(number, recipient), now).take(now) : 0;
    }

    /** Waits for a number's leave to begin with a message; whose turn comes when it is not wanted takes nothing. */
    void awaitNumber(String number, LongSupplier nanos, BooleanSupplier wanted) throws InterruptedException {
        if (limits.perSecond() > 0) {
            number(number).awaitTurn(nanos, wanted);
        }
    }

    /** Waits for a number's leave to make the call. */
    void passDoor(String number, LongSupplier nanos) throws InterruptedException {
        if (limits.perSecond() > 0) {
            number(number).passDoor(nanos);
        }
    }

    /** WhatsApp says that a number sends too much. */
    void slower(String number, long now) {
        if (limits.perSecond() > 0) {
            number(number).slower(now);
        }
    }

    /** WhatsApp says that a pair has too much. */
    void drained(String number, Address recipient, long now) {
        if (limits.pairBurst() > 0) {
            pair(new Pair(number, recipient), now).drain(now);
        }
    }

    /** Our part of each number's rate: the partitions we own, of all. */
    public void share(int owned, int all) {
        share = owned == 0 ? 1 : (double) owned / all;
        numbers.values().forEach(turnstile -> turnstile.share(share));
    }

    private Turnstile number(String number) {
        return numbers.computeIfAbsent(number, _ -> {
            Turnstile turnstile = new Turnstile(limits.perSecond() * USED);
            turnstile.share(share);
            return turnstile;
        });
    }

    private Pace pair(Pair pair, long now) {
        if (pairs.size() >= MOST_PAIRS) {
            pairs.values().removeIf(pace -> pace.isFull(now));
        }
        return pairs.computeIfAbsent(pair, _ -> {
            int burst = Math.max(1, (int) (limits.pairBurst() * USED));
            return new Pace(limits.pairInterval().toNanos() / USED, burst);
        });
    }
}
