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
    /**
     * The original client refuses a message without a text. Under {@code media} that is right, since it does not know
     * it and would take the text for the whole message; a transcript it does know, and gets its name.
     */
    private static final String NO_TEXT = "";

    private WebRequests() {}

    /**
     * The request's body; empty when the message says nothing that this way can carry.
     *
     * @param file the bytes of {@link WebFiles#stored}, or null where the message has none
     */
    static Optional<ObjectNode> body(OutgoingMessage message, byte @Nullable [] file) {
        Reply reply = message.message();
        Optional<Media> stored = WebFiles.stored(reply);
        Optional<String> text = caption(reply);
        if (text.isEmpty() && stored.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("number", number(message.recipient()))
                .put("message", text.orElse(WebFiles.isTranscript(reply) ? WebFiles.TRANSCRIPT : NO_TEXT))
                .put("id", message.id()); // the same id is sent once only, by a client that remembers
        if (message.quotes() != null) {
            body.put("quoted_message_id", message.quotes());
        }
        if (stored.isPresent() && file != null) {
            WebFiles.put(body, reply, stored.get(), file);
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
