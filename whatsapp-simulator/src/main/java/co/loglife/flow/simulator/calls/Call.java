package co.loglife.flow.simulator.calls;

import co.loglife.flow.model.ClientType;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request to send.
 *
 * @param sequence from 1, over both APIs
 * @param at when it came
 * @param via which API
 * @param line the phone number id, or the Web client's session
 * @param number the recipient's digits, or null when it could not be told
 * @param outgoingId the sender's id for the message, or null when it gave none
 * @param outcome what was done
 * @param status the HTTP status of the answer; 0 when the connection was cut
 * @param code the Graph code of a refusal, or null
 * @param messageId the id the message was given, or null
 * @param fault the fault that struck, or null
 * @param body the request
 */
public record Call(
        long sequence,
        Instant at,
        ClientType via,
        String line,
        @Nullable String number,
        @Nullable String outgoingId,
        Outcome outcome,
        int status,
        @Nullable Integer code,
        @Nullable String messageId,
        @Nullable String fault,
        JsonNode body) {

    /** What was done with a request. */
    public enum Outcome {
        /** It is on the phone. */
        ACCEPTED,
        /** It was on the phone already: the same id came before. */
        DUPLICATE,
        /** Nothing was shown. */
        REFUSED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Call numbered(long number) {
        return new Call(number, at, via, line, this.number, outgoingId, outcome, status, code, messageId, fault, body);
    }
}
