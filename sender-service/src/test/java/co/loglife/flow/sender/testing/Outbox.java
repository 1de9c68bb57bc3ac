package co.loglife.flow.sender.testing;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An outgoing message with everything filled in that a test does not care about. Immutable: each call gives a copy. */
public record Outbox(
        String id,
        ClientType clientType,
        Address recipient,
        Reply message,
        @Nullable Instant expiresAt,
        @Nullable String quotes) {

    /** A text on the Business API. */
    public static Outbox aReply() {
        return new Outbox(
                "wamid.1:0",
                ClientType.BUSINESS_API,
                new Address.Phone("923001234567"),
                new Reply.Text("hello"),
                null,
                null);
    }

    public Outbox withId(String id) {
        return new Outbox(id, clientType, recipient, message, expiresAt, quotes);
    }

    public Outbox via(ClientType clientType) {
        return new Outbox(id, clientType, recipient, message, expiresAt, quotes);
    }

    /** To an address in any spelling. */
    public Outbox to(String recipient) {
        return new Outbox(id, clientType, Address.parse(recipient), message, expiresAt, quotes);
    }

    public Outbox saying(String text) {
        return with(new Reply.Text(text));
    }

    public Outbox with(Reply message) {
        return new Outbox(id, clientType, recipient, message, expiresAt, quotes);
    }

    public Outbox expiring(Instant expiresAt) {
        return new Outbox(id, clientType, recipient, message, expiresAt, quotes);
    }

    public Outbox quoting(String quotes) {
        return new Outbox(id, clientType, recipient, message, expiresAt, quotes);
    }

    public OutgoingMessage build() {
        return new OutgoingMessage(
                id,
                clientType,
                clientType == ClientType.WEB ? "web" : "106540352242922",
                recipient.user(),
                recipient,
                "wamid.1",
                "test",
                Instant.parse("2026-03-02T09:00:00Z"),
                expiresAt,
                quotes,
                message);
    }
}
