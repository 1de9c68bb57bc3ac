package co.loglife.flow.system;

import java.time.Duration;

/**
 * How hard the fault tests are: some minutes in all by default, hours of the same with {@code -Dfaults=long}. The seed
 * is another one each time and printed; {@code -Dfaults.seed=N} sets it.
 */
final class FaultPlan {
    static final boolean LONG = "long".equals(System.getProperty("faults"));

    /** Decides who writes when, and who is hit. */
    static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);

    /** How many faults of a kind follow one another. */
    static final int ROUNDS = LONG ? 10 : 1;

    /** How long a process stands still; the group misses it after 10 s. */
    static final Duration PAUSE = Duration.ofSeconds(LONG ? 60 : 15);

    /** How long the broker is away. */
    static final Duration OUTAGE = Duration.ofSeconds(LONG ? 30 : 5);

    /** How long WhatsApp is unwell. */
    static final Duration SICKNESS = Duration.ofSeconds(LONG ? 600 : 6);

    private FaultPlan() {}

    static Load.Shape load() {
        return new Load.Shape(Integer.getInteger("faults.rate", 200), Integer.getInteger("faults.users", 500), SEED);
    }
}
