package co.loglife.flow.testing;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An incoming message with everything filled in that a test does not care about. Immutable: each call gives a copy. */
public record MessageBuilder(
        String id,
        ClientType clientType,
        Address from,
        @Nullable String name,
        Content content,
        Instant at) {

    /** A text on the Business API. */
    public static MessageBuilder aMessage() {
        return new MessageBuilder(
                "wamid.1",
                ClientType.BUSINESS_API,
                new Address.Phone("923001234567"),
                null,
                new Content.Text("hi", null),
                Instant.parse("2026-03-02T09:00:00Z"));
    }

    public MessageBuilder withId(String id) {
        return new MessageBuilder(id, clientType, from, name, content, at);
    }

    public MessageBuilder via(ClientType clientType) {
        return new MessageBuilder(id, clientType, from, name, content, at);
    }

    /** From an address in any spelling. */
    public MessageBuilder from(String from) {
        return new MessageBuilder(id, clientType, Address.parse(from), name, content, at);
    }

    public MessageBuilder named(String name) {
        return new MessageBuilder(id, clientType, from, name, content, at);
    }

    public MessageBuilder saying(String text) {
        return with(new Content.Text(text, null));
    }

    public MessageBuilder with(Content content) {
        return new MessageBuilder(id, clientType, from, name, content, at);
    }

    /** When ingress had it. */
    public MessageBuilder at(Instant at) {
        return new MessageBuilder(id, clientType, from, name, content, at);
    }

    public IncomingMessage build() {
        String phone = from instanceof Address.Phone(String digits) ? digits : null;
        String userId = from instanceof Address.UserId(String user) ? user : null;
        return new IncomingMessage(
                id,
                clientType,
                clientType == ClientType.WEB ? "web" : "106540352242922",
                phone,
                from.user(),
                from,
                userId,
                name,
                content,
                null,
                at,
                at,
                Map.of());
    }
}
