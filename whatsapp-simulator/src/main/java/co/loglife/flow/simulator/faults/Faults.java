package co.loglife.flow.simulator.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is made to go wrong. Each part may be left out and then is as it should be.
 *
 * @param seed of the probabilities, so that a run can be repeated
 * @param tokenExpired the Graph API refuses the token with code 190
 * @param qrLost the Web client is not logged in: 503
 * @param webOriginal the Web client is the original one: it knows no ids, remembers nothing, reports nothing and takes
 *     no body over 100 kB
 * @param statuses how messages are reported on
 * @param limits Meta's limits
 * @param rules what happens to requests; the first that fits and strikes
 */
public record Faults(
        long seed,
        boolean tokenExpired,
        boolean qrLost,
        boolean webOriginal,
        @Nullable StatusFaults statuses,
        @Nullable LimitFaults limits,
        @Nullable List<Rule> rules) {
    private static final int MOST_RULES = 100;

    /** Nothing goes wrong. */
    public static final Faults NONE = new Faults(0, false, false, false, null, null, null);

    public Faults {
        statuses = statuses == null ? StatusFaults.NONE : statuses;
        limits = limits == null ? LimitFaults.NONE : limits;
        rules = rules == null ? List.of() : List.copyOf(rules);
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("at most " + MOST_RULES + " rules");
        }
    }
}
