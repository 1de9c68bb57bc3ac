package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A contact card in a request. */
final class ContactNodes {
    private ContactNodes() {}

    /** Meta wants one further part of the name beside the formatted one; a number with its id can be written to. */
    static ObjectNode of(Contact contact) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.putObject("name").put("formatted_name", contact.name()).put("first_name", contact.name());
        for (String phone : contact.phones()) {
            ObjectNode one = node.withArray("phones").addObject().put("phone", phone);
            waId(contact, phone).ifPresent(id -> one.put("wa_id", id));
        }
        return node;
    }

    /** A card has ids of those numbers only that are on WhatsApp. A single one may be written without its country. */
    private static Optional<String> waId(Contact contact, String phone) {
        if (contact.phones().size() == 1 && contact.waIds().size() == 1) {
            return Optional.of(contact.waIds().getFirst());
        }
        String digits = phone.replaceAll("[^0-9]", "");
        return contact.waIds().stream().filter(digits::equals).findFirst();
    }
}
