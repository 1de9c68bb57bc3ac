package co.loglife.flow.ingress.graphapi;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.model.Address;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a message, as the message and the contacts beside it tell: a phone number, a business-scoped id, or both. A
 * person with a username may come without the number ({@code from} and {@code wa_id} are then left out).
 *
 * @param contact the contact the message belongs to; missing when there is none
 */
record Writer(Address.@Nullable Phone phone, Address.@Nullable UserId userId, JsonNode contact) {

    /**
     * Finds them; neither may be there.
     *
     * @throws IllegalArgumentException when {@code from} is neither a number nor an id, and nothing else is given
     */
    static Writer of(JsonNode message, JsonNode contacts) {
        Address fromId = tolerated(Fields.words(message, "from_user_id"));
        String fromText = Fields.words(message, "from");
        Address from = fromId == null ? address(fromText) : tolerated(fromText);
        JsonNode contact = contact(from, fromId, contacts);
        Address waId = tolerated(Fields.words(contact, "wa_id"));
        Address contactId = tolerated(Fields.words(contact, "user_id"));
        // Only one that does not contradict the message may add what the message leaves out.
        boolean agrees = (fromId == null || contactId == null || fromId.equals(contactId))
                && (!(from instanceof Address.Phone) || waId == null || from.equals(waId));
        Address.Phone phone = phone(from, agrees ? waId : null);
        Address.UserId userId = userId(fromId, from, agrees ? contactId : null, agrees ? waId : null);
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

    private static JsonNode contact(@Nullable Address from, @Nullable Address fromId, JsonNode contacts) {
        List<JsonNode> all = Fields.each(contacts).filter(JsonNode::isObject).toList();
        if (all.size() == 1) {
            return all.getFirst();
        }
        return all.stream()
                .filter(contact -> same(from, contact, "wa_id") || same(fromId, contact, "user_id"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static boolean same(@Nullable Address wanted, JsonNode contact, String field) {
        return wanted != null && wanted.equals(tolerated(Fields.words(contact, field)));
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
