package co.loglife.flow.ingress.webjs;

import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Media;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload of {@code POST /webhook} to what it says: the original client's four keys, and what our own Web client adds
 * to them.
 */
public final class WebNormalizer {
    /** The line of a Web client that names no session. */
    private static final String WEB_LINE = "web";

    private final ClientType defaultClientType;
    private final String businessLine;

    /**
     * Makes one.
     *
     * @param defaultClientType what {@code client_type} "whatsapp", or none, means
     * @param businessLine the line of a payload that speaks for the Business API
     */
    public WebNormalizer(ClientType defaultClientType, String businessLine) {
        this.defaultClientType = defaultClientType;
        this.businessLine = businessLine;
    }

    /**
     * What a payload says.
     *
     * @param file the file that was in it, where there was one
     * @param ownId the id of a payload that has none
     * @throws IllegalArgumentException when it cannot be filed; the message says why, fit for anybody's eyes
     */
    public Normalized normalize(WebPayload payload, @Nullable Media file, String ownId, Instant receivedAt) {
        JsonNode json = payload.json();
        ClientType clientType = clientType(words(json, "client_type"));
        Address writer = WebSender.parse(Fields.required(json, "sender"));
        Address address = chat(json, writer);
        if (address instanceof Address.Broadcast) {
            return new Normalized.KeptRaw("broadcast"); // a status post: nobody to answer
        }
        return new Normalized.Message(new IncomingMessage(
                words(json, "message_id") == null ? ownId : Fields.id(json, "message_id"),
                clientType,
                line(clientType, words(json, "session")),
                writer instanceof Address.Phone phone ? phone.id() : null,
                address.user(),
                address,
                writer instanceof Address.UserId(String id) ? id : null,
                words(json, "sender_name"),
                WebContent.of(json, payload.kind(), file == null ? payload.withoutFile() : file),
                words(json, "quoted_message_id"),
                Fields.moment(json, "timestamp"),
                receivedAt,
                Map.of()));
    }

    private ClientType clientType(@Nullable String word) {
        return word == null || word.equals("whatsapp") ? defaultClientType : ClientType.of(word);
    }

    /** A message in a group belongs to the group's conversation; elsewhere the writer's address is the chat's. */
    private static Address chat(JsonNode json, Address writer) {
        String chat = words(json, "chat_id");
        if (chat == null) {
            return writer;
        }
        return switch (WebSender.parse(chat)) {
            case Address.Group group -> group;
            case Address.Broadcast broadcast -> broadcast;
            case Address.Phone _, Address.UserId _, Address.Lid _ -> writer;
        };
    }

    private String line(ClientType clientType, @Nullable String session) {
        return switch (clientType) {
            case WEB -> Objects.requireNonNullElse(session, WEB_LINE);
            case BUSINESS_API -> businessLine;
        };
    }
}
