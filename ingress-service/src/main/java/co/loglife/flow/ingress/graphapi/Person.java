package co.loglife.flow.ingress.graphapi;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.model.Address;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message or a status is of, as it and the contacts beside it tell: a phone number, a business-scoped id, or
 * both. A person with a username may come without the number ({@code from}, {@code recipient_id} and {@code wa_id} are
 * then left out).
 *
 * @param contact the person's among the contacts; missing when there is none
 */
record Person(Address.@Nullable Phone phone, Address.@Nullable UserId userId, JsonNode contact) {

    /**
     * Who wrote a message; neither id may be there.
     *
     * @throws IllegalArgumentException when {@code from} is neither a number nor an id, and nothing else is given
     */
    static Person writing(JsonNode message, JsonNode value) {
        String from = Fields.words(message, "from");
        Address fromId = tolerated(Fields.words(message, "from_user_id"));
        Person writer = of(
                fromId == null ? address(from) : tolerated(from),
                fromId,
                value.path("contacts"),
                value.path("messages").size() == 1);
        if (writer.isNobody() && from != null) {
            throw new IllegalArgumentException("from is neither a number nor a business-scoped id");
        }
        return writer;
    }

    /** Whom a message of ours was sent to, as its status tells; neither id may be there. */
    static Person reached(JsonNode status, JsonNode value) {
        Address recipient = tolerated(Fields.words(status, "recipient_id"));
        Address recipientId = tolerated(Fields.words(status, "recipient_user_id"));
        boolean unnamed = recipient == null && recipientId == null;
        return of(
                recipient,
                recipientId,
                value.path("contacts"),
                unnamed || value.path("statuses").size() == 1);
    }

    /**
     * Finds the person.
     *
     * @param only whether a contact without a neighbour that names neither id may still be theirs
     */
    private static Person of(@Nullable Address number, @Nullable Address id, JsonNode contacts, boolean only) {
        Address.Phone phone = phone(number);
        Address.UserId userId = userId(id, number);
        JsonNode contact = contact(phone, userId, contacts, only);
        Address waId = tolerated(Fields.words(contact, "wa_id"));
        Address.Phone contactPhone = phone(waId);
        Address.UserId contactId = userId(tolerated(Fields.words(contact, "user_id")), waId);
        return contradict(phone, contactPhone) || contradict(userId, contactId)
                // Somebody else's: neither an id nor a name of it belongs here.
                ? new Person(phone, userId, MissingNode.getInstance())
                : new Person(phone(phone, contactPhone), userId(userId, contactId), contact);
    }

    /** Whether neither is there: a notice of WhatsApp's own may come so. */
    boolean isNobody() {
        return phone == null && userId == null;
    }

    /**
     * Where this person is reached.
     *
     * @throws IllegalArgumentException when neither is there
     */
    Address address() {
        if (phone != null) {
            return phone;
        }
        if (userId != null) {
            return userId;
        }
        throw new IllegalArgumentException("neither a phone number nor a business-scoped id is given");
    }

    @Nullable
    String name() {
        return Fields.words(contact.path("profile"), "name");
    }

    private static JsonNode contact(
            Address.@Nullable Phone phone, Address.@Nullable UserId userId, JsonNode contacts, boolean only) {
        return Fields.each(contacts)
                .filter(contact -> names(contact, phone) || names(contact, userId))
                .findFirst()
                .orElseGet(() -> only && contacts.size() == 1 ? contacts.path(0) : MissingNode.getInstance());
    }

    private static boolean names(JsonNode contact, @Nullable Address wanted) {
        return wanted != null
                && (wanted.equals(tolerated(Fields.words(contact, "wa_id")))
                        || wanted.equals(tolerated(Fields.words(contact, "user_id"))));
    }

    private static boolean contradict(@Nullable Address one, @Nullable Address other) {
        return one != null && other != null && !one.equals(other);
    }

    private static @Nullable Address address(@Nullable String text) {
        return text == null ? null : Address.parse(text);
    }

    /** A contact that cannot be read adds nothing, and does no harm. */
    static @Nullable Address tolerated(@Nullable String text) {
        try {
            return address(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Address.@Nullable Phone phone(@Nullable Address... candidates) {
        for (Address candidate : candidates) {
            if (candidate instanceof Address.Phone phone) {
                return phone;
            }
        }
        return null;
    }

    /** A business-scoped id was also seen where a number belongs. */
    private static Address.@Nullable UserId userId(@Nullable Address... candidates) {
        for (Address candidate : candidates) {
            if (candidate instanceof Address.UserId userId) {
                return userId;
            }
        }
        return null;
    }
}
