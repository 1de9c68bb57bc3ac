package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an outgoing message: one event of the deliveries topic, keyed by user. The sender writes the attempts
 * and their outcomes, ingress what WhatsApp reports later.
 *
 * @param outgoingId the outgoing message, or null when WhatsApp's report does not say (then {@code providerId} does)
 * @param state what happened
 * @param providerId WhatsApp's id of the message (wamid), once it has one
 * @param attempt which attempt, from 1; 0 where it does not apply
 * @param at when it happened; of WhatsApp's reports, by WhatsApp's clock
 * @param error why it failed, or null
 * @param clientType the way it went
 * @param line which of our numbers
 * @param user whose conversation it belongs to
 * @param pricing what Meta says it costs, as it came, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Delivery(
        @Nullable String outgoingId,
        State state,
        @Nullable String providerId,
        int attempt,
        Instant at,
        @Nullable Failure error,
        ClientType clientType,
        String line,
        User user,
        @Nullable JsonNode pricing) {

    public Delivery {
        Required.field("state", state);
        Required.field("at", at);
        Required.field("client_type", clientType);
        Required.text("line", line);
        Required.field("user", user);
        if (outgoingId == null && providerId == null) {
            throw new IllegalArgumentException("outgoing_id and provider_id are both missing");
        }
    }

    /**
     * The states of a message in rising rank: its state is the highest seen, whatever the order or the repeats in which
     * the events come. A failure outranks an acceptance (Meta refuses days after a 200) but not a delivery.
     */
    public enum State {
        /** The call is about to be made. */
        @JsonProperty("attempting")
        ATTEMPTING,
        /** The call failed in a way that may pass: it will be tried again. */
        @JsonProperty("retrying")
        RETRYING,
        /** WhatsApp took it. */
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("sent")
        SENT,
        /** WhatsApp gave it up, or we did. */
        @JsonProperty("failed")
        FAILED,
        /** The sender gave it up: the record is among the dead letters. */
        @JsonProperty("dead-lettered")
        DEAD_LETTERED,
        /** It is on the user's phone. */
        @JsonProperty("delivered")
        DELIVERED,
        @JsonProperty("read")
        READ,
        /** A voice message was listened to. */
        @JsonProperty("played")
        PLAYED;

        /** The word on the wire. */
        public String word() {
            return this == DEAD_LETTERED ? "dead-lettered" : name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether nothing is left to do for the sender: it was taken, or given up. */
        public boolean isSettled() {
            return compareTo(ACCEPTED) >= 0;
        }
    }

    /**
     * Why an attempt failed.
     *
     * @param code Graph's code, or the HTTP status, or null when there was no answer
     * @param title in the provider's words, without any message text
     * @param errorClass what kind of failure it is
     */
    public record Failure(
            @Nullable Integer code,
            String title,
            @JsonProperty("class") ErrorClass errorClass) {}
}
