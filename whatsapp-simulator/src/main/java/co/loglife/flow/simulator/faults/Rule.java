package co.loglife.flow.simulator.faults;

import co.loglife.flow.model.ClientType;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happens to requests to send.
 *
 * @param fault what
 * @param via only requests of this API, or null for both
 * @param number only requests for this recipient, or null for all
 * @param times so often, then no more; null for ever
 * @param probability of striking a request that fits, 0 to 1; 1 where it is not given
 * @param delayMs so long before anything else
 * @param code the Graph code of {@code error}
 * @param status the HTTP status of {@code status}
 * @param retryAfter seconds, for the header of that name, or null for none
 */
public record Rule(
        Fault fault,
        @Nullable ClientType via,
        @Nullable String number,
        @Nullable Integer times,
        @Nullable Double probability,
        int delayMs,
        @Nullable Integer code,
        @Nullable Integer status,
        @Nullable Integer retryAfter) {

    private static final int LONGEST_DELAY_MS = 600_000;

    /** The ways to go wrong. */
    public enum Fault {
        /** A Graph error of {@code code}; the Web client says 500. */
        @JsonProperty("error")
        ERROR,
        /** A plain HTTP {@code status} without a body that means anything. */
        @JsonProperty("status")
        STATUS,
        /** Only late, by {@code delay_ms}. */
        @JsonProperty("slow")
        SLOW,
        /** The connection ends without an answer and nothing was done. */
        @JsonProperty("cut_before")
        CUT_BEFORE,
        /** The message is on the phone, and the connection ends without an answer. */
        @JsonProperty("cut_after")
        CUT_AFTER,
        /** The message is on the phone, and the answer is 200 and no JSON. */
        @JsonProperty("garbage")
        GARBAGE;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Rule {
        if (fault == null) {
            throw new IllegalArgumentException("a rule needs a fault");
        }
        if (fault == Fault.ERROR && code == null && via != ClientType.WEB) {
            throw new IllegalArgumentException("fault error needs a code");
        }
        if (fault == Fault.STATUS && (status == null || status < 200 || status > 599)) {
            throw new IllegalArgumentException("fault status needs a status from 200 to 599");
        }
        if (probability != null && !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1");
        }
        if (delayMs < 0 || delayMs > LONGEST_DELAY_MS) {
            throw new IllegalArgumentException("delay_ms must be 0 to " + LONGEST_DELAY_MS);
        }
        if (times != null && times < 0) {
            throw new IllegalArgumentException("times must not be negative");
        }
    }

    /** Whether it is meant for such a request. */
    boolean fits(ClientType api, @Nullable String recipient) {
        return (via == null || via == api) && (number == null || number.equals(recipient));
    }
}
