package co.loglife.flow.ingress.webjs;

import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Media;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payload of {@code POST /webhook} to what it says: the original client's four keys, and what our own Web client adds
 * to them.
 */
public final class WebNormalizer {
    /** The line of a Web client that names no session. */
    private static final String WEB_LINE = "web";

    /** What decides where a message goes and what it says. */
    private static final List<String> TEXTS = List.of("raw_msg", "msg_type", "client_type", "message_id", "chat_id");

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
    public List<Normalized> normalize(WebPayload payload, @Nullable Media file, String ownId, Instant receivedAt) {
        JsonNode json = payload.json();
        TEXTS.forEach(field -> Fields.requireTextOrNone(json, field));
        Address writer = WebSender.parse(Fields.required(json, "sender"));
        Address address = chat(json, writer);
        if (address instanceof Address.Broadcast) {
            return List.of(new Normalized.KeptRaw("broadcast")); // a status post: nobody to answer
        }
        Normalized message = new Normalized.Message(incoming(payload, file, ownId, receivedAt, writer, address));
        return Stream.concat(pair(json, writer, receivedAt), Stream.of(message)).toList();
    }

    /**
     * WhatsApp showed a hidden id, and the client found out whose it is: what came under the id alone belongs there.
     */
    private static Stream<Normalized> pair(JsonNode json, Address writer, Instant seenAt) {
        Address lid = WebSender.tolerated(words(json, "sender_lid"));
        return writer instanceof Address.Phone && lid instanceof Address.Lid
                ? Stream.of(new Normalized.Pair(new Identity(lid.text(), writer.user(), seenAt)))
                : Stream.empty();
    }

    private IncomingMessage incoming(
            WebPayload payload,
            @Nullable Media file,
            String ownId,
            Instant receivedAt,
            Address writer,
            Address address) {
        JsonNode json = payload.json();
        ClientType clientType = clientType(words(json, "client_type"));
        return new IncomingMessage(
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
                Map.of());
    }

    /** Whatever else a client calls itself, its message is not lost for that. */
    private ClientType clientType(@Nullable String word) {
        for (ClientType type : ClientType.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        return defaultClientType; // "whatsapp", which does not tell, or none
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
