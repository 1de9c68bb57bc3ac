package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to a user, neutral of transport: the value of the outgoing topic, keyed by {@code user}.
 *
 * @param id the same whenever the same input is replied to, see {@link #replyId}; what makes a repeat recognizable
 * @param clientType the way it goes
 * @param line which of our numbers sends it: the phone number id, or the Web client's session
 * @param user whose conversation it belongs to
 * @param recipient where it goes
 * @param inReplyTo the id of the incoming message it answers, or null for a notification
 * @param kind the bot's own word for what it says ({@code goals_list} say)
 * @param createdAt the time of the input that caused it
 * @param expiresAt after this moment it is no longer worth sending, or null
 * @param quotes the id of the message shown as quoted, or null
 * @param message what is said
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OutgoingMessage(
        String id,
        ClientType clientType,
        String line,
        User user,
        Address recipient,
        @Nullable String inReplyTo,
        String kind,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String quotes,
        Reply message) {

    public OutgoingMessage {
        Required.text("id", id);
        Required.field("client_type", clientType);
        Required.text("line", line);
        Required.field("user", user);
        Required.field("recipient", recipient);
        Required.text("kind", kind);
        Required.moment("created_at", createdAt);
        Required.field("message", message);
        if (id.length() > 256) {
            throw new IllegalArgumentException("id has more than 256 characters");
        }
        if (recipient instanceof Address.Broadcast) {
            throw new IllegalArgumentException("recipient must be a person or a group");
        }
    }

    /** The same message with other words. */
    public OutgoingMessage saying(Reply other) {
        return new OutgoingMessage(
                id, clientType, line, user, recipient, inReplyTo, kind, createdAt, expiresAt, quotes, other);
    }

    /** The id of the reply number {@code index} (from 0) to an incoming message. */
    public static String replyId(String incomingId, int index) {
        return incomingId + ":" + index;
    }
}
