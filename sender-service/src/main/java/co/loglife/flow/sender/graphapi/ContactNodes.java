package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A contact card in a request. */
final class ContactNodes {
    private ContactNodes() {}

    /** Meta wants one further part of the name beside the formatted one; a number with its id can be written to. */
    static ObjectNode of(Contact contact) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.putObject("name").put("formatted_name", contact.name()).put("first_name", contact.name());
        for (int i = 0; i < contact.phones().size(); i++) {
            ObjectNode phone = node.withArray("phones")
                    .addObject()
                    .put("phone", contact.phones().get(i));
            if (i < contact.waIds().size()) {
                phone.put("wa_id", contact.waIds().get(i));
            }
        }
        return node;
    }
}
