package co.loglife.flow.simulator.webclient;

import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.chats.Person;
import co.loglife.flow.simulator.ingress.Letter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the Web client posts, as JSON. Pure. */
public final class WebWebhooks {
    /** Where messages go. */
    public static final String MESSAGES = "/webhook";

    /** Where acks go. */
    public static final String ACKS = "/webhook/status";

    private WebWebhooks() {}

    /** A message of a person: the seed's four keys and what a Web client knows beyond them. */
    public static ObjectNode message(
            String session, Person from, String messageId, Instant at, String msgType, String rawMsg) {
        String chat = from.number() + "@c.us";
        ObjectNode webhook = Json.mapper().createObjectNode();
        webhook.put("sender", chat)
                .put("raw_msg", rawMsg)
                .put("msg_type", msgType)
                .put("client_type", "whatsapp");
        webhook.put("message_id", messageId).put("timestamp", at.toEpochMilli()).put("chat_id", chat);
        return webhook.put("sender_name", from.name()).put("session", session);
    }

    /** How far a message of ours got: 1 server, 2 device, 3 read, -1 error. */
    static ObjectNode ack(
            String session, String messageId, @Nullable String id, int ack, String recipient, Instant at) {
        ObjectNode webhook = Json.mapper().createObjectNode().put("message_id", messageId);
        if (id != null) {
            webhook.put("id", id);
        }
        webhook.put("ack", ack).put("recipient", recipient);
        return webhook.put("timestamp", at.toEpochMilli()).put("session", session);
    }

    /** A letter with the token. */
    public static Letter letter(
            String path, String id, ObjectNode webhook, Optional<Secret> token, Duration delay, Runnable departure) {
        Map<String, String> headers = new LinkedHashMap<>();
        token.ifPresent(secret -> headers.put("Authorization", "Bearer " + secret.value()));
        return new Letter(id, path, headers, Json.write(webhook), delay, departure);
    }
}
