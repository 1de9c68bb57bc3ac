package co.loglife.flow.router.turn;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/** A record that came under one key of a person and belongs to the conversation under another. */
final class Carrying {
    /** In the metadata of a carried record: the key it came under. */
    private static final String FROM = "carried_from";
    /** And how often it was carried. */
    private static final String HOPS = "carried";
    /** No person has more keys in a row; more would be two keys that point at each other. */
    private static final int MOST_HOPS = 4;

    private Carrying() {}

    static boolean wentTooFar(IncomingMessage message) {
        return hops(message) >= MOST_HOPS;
    }

    /** The same record, its id included, under another key. */
    static IncomingMessage to(User user, IncomingMessage message) {
        Map<String, JsonNode> metadata = new HashMap<>(message.metadata());
        metadata.put(FROM, TextNode.valueOf(message.user().key()));
        metadata.put(HOPS, IntNode.valueOf(hops(message) + 1));
        return new IncomingMessage(
                message.id(),
                message.clientType(),
                message.line(),
                message.sender(),
                user,
                // A number that was given up reaches nobody; an id is still the way its owner wrote to us.
                message.address() instanceof Address.Phone ? user.address() : message.address(),
                message.userId(),
                message.senderName(),
                content(user, message),
                message.replyTo(),
                message.sentAt(),
                message.receivedAt(),
                metadata);
    }

    /** Who asks to forget themselves by one key means the person. */
    private static Content content(User user, IncomingMessage message) {
        return message.content() instanceof Content.Forget(User whom) && whom.equals(message.user())
                ? new Content.Forget(user)
                : message.content();
    }

    private static int hops(IncomingMessage message) {
        JsonNode hops = message.metadata().get(HOPS);
        return hops == null ? 0 : hops.asInt();
    }
}
