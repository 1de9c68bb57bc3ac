package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.DeadLetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A way as tools read it: one JSON object. Fields may be added, none changes its meaning. */
public final class WayJson {
    private WayJson() {}

    /** The whole way. */
    public static ObjectNode of(Way way) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", way.id());
        way.user().ifPresent(user -> json.put("user", user.key()));
        json.put("took_ms", way.took().toMillis());
        var hops = json.putArray("hops");
        way.hops().forEach(hop -> hops.add(hop(hop)));
        var replies = json.putArray("replies");
        way.replies().forEach(reply -> replies.add(reply(reply)));
        return json;
    }

    private static ObjectNode hop(Hop hop) {
        ObjectNode json = Json.mapper().createObjectNode();
        Entry entry = hop.entry();
        json.put("stage", hop.stage().word());
        json.put("topic", entry.place().topic());
        json.put("partition", entry.place().partition());
        json.put("offset", entry.place().offset());
        json.put("timestamp", entry.place().at().toString());
        json.put("since_start_ms", hop.sinceStart().toMillis());
        json.put("since_previous_ms", hop.sincePrevious().toMillis());
        json.put("key", entry.key());
        switch (entry.body()) {
            case Body.Webhook(String endpoint) -> json.put("endpoint", endpoint).put("bytes", entry.size());
            case Body.Incoming(var message) -> json.set("record", tree(message));
            case Body.Outgoing(var message) -> json.set("record", tree(message));
            case Body.Event(var delivery) -> json.set("record", tree(delivery));
            case Body.GivenUp given -> {
                json.set("dead_letter", why(given.why()));
                switch (given.source()) {
                    case Body.Incoming(var message) -> json.set("record", tree(message));
                    case Body.Outgoing(var message) -> json.set("record", tree(message));
                    case Body.Event _, Body.GivenUp _, Body.Webhook _, Body.Pair _ -> {}
                    case Body.Deleted _, Body.Unreadable _ -> {}
                }
            }
            case Body.Pair _, Body.Deleted _, Body.Unreadable _ -> {}
        }
        return json;
    }

    private static ObjectNode reply(ReplyWay reply) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", reply.id());
        reply.state().ifPresent(state -> json.put("state", state.word()));
        reply.providerId().ifPresent(id -> json.put("provider_id", id));
        json.set("pricing", reply.pricing());
        var attempts = json.putArray("attempts");
        for (ReplyWay.Attempt attempt : reply.attempts()) {
            ObjectNode one = attempts.addObject();
            one.put("attempt", attempt.number());
            attempt.state().ifPresent(state -> one.put("state", state.word()));
            attempt.took().ifPresent(took -> one.put("took_ms", took.toMillis()));
            if (attempt.failure() != null) {
                one.set("error", tree(attempt.failure()));
            }
        }
        var statuses = json.putArray("statuses");
        for (Delivery status : reply.statuses()) {
            statuses.addObject()
                    .put("state", status.state().word())
                    .put("at", status.at().toString());
        }
        return json;
    }

    /** Why a record was given up. */
    public static ObjectNode why(DeadLetter why) {
        return Json.mapper()
                .createObjectNode()
                .put("reason", why.reason())
                .put("class", why.errorClass().word())
                .put("service", why.service())
                .put("topic", why.topic())
                .put("partition", why.partition())
                .put("offset", why.offset())
                .put("tries", why.tries())
                .put("at", why.at().toString());
    }

    private static JsonNode tree(Object value) {
        return Json.mapper().valueToTree(value);
    }
}
