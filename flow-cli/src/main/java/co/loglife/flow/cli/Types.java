package co.loglife.flow.cli;

import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.Json;
import java.util.HashSet;
import java.util.Set;

/** The words by which {@code tail --type} picks a record. */
final class Types {
    private Types() {}

    /**
     * What kind of record it is: a message's {@code msg_type}, a reply's form and the bot's word for it, a delivery's
     * state, a dead letter's class and service.
     */
    static Set<String> of(Entry entry) {
        Set<String> words = new HashSet<>();
        switch (entry.body()) {
            case Body.Incoming(var message) -> words.add(message.msgType());
            case Body.Outgoing(var message) -> {
                words.add(message.kind());
                words.add(Json.mapper()
                        .valueToTree(message.message())
                        .path("type")
                        .asText());
            }
            case Body.Event(var delivery) -> words.add(delivery.state().word());
            case Body.GivenUp given -> {
                words.add(given.why().errorClass().word());
                words.add(given.why().service());
            }
            case Body.Webhook(var endpoint) -> words.add(endpoint);
            case Body.Deleted _ -> words.add("deleted");
            case Body.Unreadable _ -> words.add("unreadable");
            case Body.Pair _ -> words.add("pair");
        }
        return words;
    }
}
