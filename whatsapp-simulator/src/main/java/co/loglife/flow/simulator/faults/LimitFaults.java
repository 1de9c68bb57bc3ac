package co.loglife.flow.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Meta's limits, enforced or not.
 *
 * @param perSecond messages a second of one business number (Meta: 80, 1000 or 20); 0 for no limit
 * @param pair whether one recipient gets one message in 6 s and bursts of 45 at most
 * @param window whether only templates go to people who said nothing for 24 hours; off where it is not given
 */
public record LimitFaults(
        int perSecond, boolean pair, @Nullable Window window) {
    /** No limit. */
    static final LimitFaults NONE = new LimitFaults(0, false, null);

    /** How the 24-hour window is enforced. */
    public enum Window {
        /** Not at all. */
        @JsonProperty("off")
        OFF,
        /** The request is refused. */
        @JsonProperty("answer")
        ANSWER,
        /** It is accepted, and a status says later that it failed. */
        @JsonProperty("status")
        STATUS
    }

    public LimitFaults {
        window = window == null ? Window.OFF : window;
        if (perSecond < 0 || perSecond > 100_000) {
            throw new IllegalArgumentException("per_second must be 0 to 100000");
        }
    }
}
