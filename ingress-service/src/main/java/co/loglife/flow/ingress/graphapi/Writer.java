package co.loglife.flow.ingress.graphapi;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.model.Address;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a message, as the message and the contacts beside it tell: a phone number, a business-scoped id, or both. A
 * person with a username may come without the number ({@code from} and {@code wa_id} are then left out).
 *
 * @param contact the writer's among the contacts; missing when there is none
 */
record Writer(Address.@Nullable Phone phone, Address.@Nullable UserId userId, JsonNode contact) {

    /**
     * Finds them; neither may be there.
     *
     * @throws IllegalArgumentException when {@code from} is neither a number nor an id, and nothing else is given
     */
    static Writer of(JsonNode message, JsonNode value) {
        Address fromId = tolerated(Fields.words(message, "from_user_id"));
        String fromText = Fields.words(message, "from");
        Address from = fromId == null ? address(fromText) : tolerated(fromText);
        Address.Phone phone = phone(from);
        Address.UserId userId = userId(fromId, from);
        JsonNode contact = contact(phone, userId, value);
        Address waId = tolerated(Fields.words(contact, "wa_id"));
        Address.Phone contactPhone = phone(waId);
        Address.UserId contactId = userId(tolerated(Fields.words(contact, "user_id")), waId);
        if (contradict(phone, contactPhone) || contradict(userId, contactId)) {
            contact = MissingNode.getInstance(); // somebody else's: neither an id nor a name of it belongs here
        } else {
            phone = phone(phone, contactPhone);
            userId = userId(userId, contactId);
        }
        if (phone == null && userId == null && from != null) {
            throw new IllegalArgumentException("from is neither a number nor a business-scoped id");
        }
        return new Writer(phone, userId, contact);
    }

    /** Whether neither is there: a notice of WhatsApp's own may come so. */
    boolean isNobody() {
        return phone == null && userId == null;
    }

    /**
     * Where a reply to this person goes.
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
        throw new IllegalArgumentException("from and from_user_id are missing");
    }

    @Nullable
    String name() {
        return Fields.words(contact.path("profile"), "name");
    }

    private static JsonNode contact(Address.@Nullable Phone phone, Address.@Nullable UserId userId, JsonNode value) {
        JsonNode contacts = value.path("contacts");
        return Fields.each(contacts)
                .filter(contact -> names(contact, phone) || names(contact, userId))
                .findFirst()
                // One that names nobody of the message can only be its own where neither has a neighbour.
                .orElseGet(() -> contacts.size() == 1 && value.path("messages").size() == 1
                        ? contacts.path(0)
                        : MissingNode.getInstance());
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
