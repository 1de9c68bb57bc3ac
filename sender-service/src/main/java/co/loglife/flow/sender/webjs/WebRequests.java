package co.loglife.flow.sender.webjs;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An outgoing message as the Web client wants it. Pure. */
final class WebRequests {
    private WebRequests() {}

    /** The request's body; empty when the message says nothing that this way can carry. */
    static Optional<ObjectNode> body(OutgoingMessage message) {
        return NumberedText.of(message.message()).map(text -> {
            ObjectNode body = Json.mapper()
                    .createObjectNode()
                    .put("number", number(message.recipient()))
                    .put("message", text)
                    .put("id", message.id()); // the same id is sent once only, by a client that remembers
            if (message.quotes() != null) {
                body.put("quoted_id", message.quotes());
            }
            return body;
        });
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
