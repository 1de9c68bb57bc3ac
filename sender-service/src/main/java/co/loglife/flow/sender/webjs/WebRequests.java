package co.loglife.flow.sender.webjs;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An outgoing message as the Web client wants it. Pure. */
final class WebRequests {
    private WebRequests() {}

    /**
     * The request's body; empty when the message says nothing that this way can carry.
     *
     * @param file the bytes of {@link WebFiles#stored}, or null where the message has none
     */
    static Optional<ObjectNode> body(OutgoingMessage message, byte @Nullable [] file) {
        Optional<Media> stored = WebFiles.stored(message.message());
        Optional<String> text = caption(message.message());
        if (text.isEmpty() && stored.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("number", number(message.recipient()))
                .put("message", text.orElse(""))
                .put("id", message.id()); // the same id is sent once only, by a client that remembers
        if (message.quotes() != null) {
            body.put("quoted_message_id", message.quotes());
        }
        if (stored.isPresent() && file != null) {
            WebFiles.put(body, message.message(), stored.get(), file);
        }
        return Optional.of(body);
    }

    /** A document's name goes with the file, not under it. */
    private static Optional<String> caption(Reply reply) {
        return reply instanceof Reply.Document document && document.media().stored() != null
                ? Optional.ofNullable(document.caption())
                : NumberedText.of(reply);
    }

    /** Bare digits for a phone, since the original client knows nothing else; the whole address otherwise. */
    private static String number(Address recipient) {
        return switch (recipient) {
            case Address.Phone(var digits) -> digits;
            case Address.Lid _, Address.Group _ -> recipient.text();
            case Address.UserId _, Address.Broadcast _ ->
                throw new UnreachableException("the Web client cannot reach this kind of address");
        };
    }
}
