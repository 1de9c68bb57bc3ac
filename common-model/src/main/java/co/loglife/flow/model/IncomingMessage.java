package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message or event of a user, neutral of the way it came: the value of the incoming topic, keyed by {@code user}.
 *
 * @param id Meta's wamid or the Web client's message id; where a client sends none, one that ingress made. What makes a
 *     repeat recognizable
 * @param clientType the way it came, and the way the reply goes
 * @param line which of our numbers it was sent to: the phone number id, or the Web client's session
 * @param sender the writer's phone digits when they are known; in a group, of the participant
 * @param user whose conversation it belongs to
 * @param address where a reply goes: the person, or the group
 * @param userId the business-scoped id seen with it, or null
 * @param senderName the name the user gave to WhatsApp, or null
 * @param content what was said
 * @param replyTo the id of the message it quotes, or null
 * @param sentAt by the sender's clock or WhatsApp's, to the second; never used for order
 * @param receivedAt when ingress had it; the bot's "now"
 * @param metadata whatever else came with it
 */
@JsonPropertyOrder({
    "id",
    "client_type",
    "line",
    "sender",
    "user",
    "address",
    "user_id",
    "sender_name",
    "msg_type",
    "raw_msg",
    "content"
})
@JsonIgnoreProperties(
        value = {"msg_type", "raw_msg"},
        allowGetters = true,
        ignoreUnknown = true)
public record IncomingMessage(
        String id,
        ClientType clientType,
        String line,
        @Nullable String sender,
        User user,
        Address address,
        @Nullable String userId,
        @Nullable String senderName,
        Content content,
        @Nullable String replyTo,
        @Nullable Instant sentAt,
        Instant receivedAt,
        Map<String, JsonNode> metadata) {

    public IncomingMessage {
        Required.text("id", id);
        Required.field("client_type", clientType);
        Required.text("line", line);
        Required.field("user", user);
        Required.field("address", address);
        Required.field("content", content);
        Required.moment("received_at", receivedAt);
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
    }

    /** The seed's {@code msg_type}: derived, so that it cannot contradict the content. */
    @JsonProperty("msg_type")
    public String msgType() {
        return content.msgType();
    }

    /** The seed's {@code raw_msg}: derived, so that it cannot contradict the content. */
    @JsonProperty("raw_msg")
    public String rawMsg() {
        return content.text();
    }

    /** The same message under another id, and with what is known of it besides. */
    public IncomingMessage as(String otherId, Map<String, JsonNode> otherMetadata) {
        return new IncomingMessage(
                otherId,
                clientType,
                line,
                sender,
                user,
                address,
                userId,
                senderName,
                content,
                replyTo,
                sentAt,
                receivedAt,
                otherMetadata);
    }

    /** Whether it was written in a group chat. */
    public boolean inGroup() {
        return address instanceof Address.Group;
    }
}
