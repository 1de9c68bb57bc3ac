package co.loglife.flow.simulator.ingress;

import java.time.Duration;

/**
 * How a letter that was not taken is posted again: after ever longer waits, for a limited time. Meta does so for days;
 * a simulated world that long would only fill the memory. Pure.
 *
 * @param first the wait after the first try, doubled with each
 * @param longest the longest wait
 * @param most so many tries in all
 */
public record RetryPolicy(Duration first, Duration longest, int most) {
    /** Some 200 tries, well over an hour. */
    public static final RetryPolicy STANDARD = new RetryPolicy(Duration.ofMillis(250), Duration.ofSeconds(20), 200);

    /** The wait after so many tries. */
    Duration after(int tries) {
        int doublings = Math.min(tries - 1, 20);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /**
     * Whether to go on. A Web client gives up what is malformed, too large or unprocessable; Meta repeats whatever was
     * not answered 200.
     */
    boolean again(Letter letter, Answer answer) {
        boolean hopeless = !letter.path().equals(Signed.PATH)
                && (answer.status() == 400 || answer.status() == 413 || answer.status() == 422);
        return !answer.isTaken() && !hopeless && answer.tries() < most;
    }
}
