package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.DeadLetter;

/** What a record says, by the topic it is on. */
public sealed interface Body {
    /** A request as it came; its words are in {@link Entry#value}. */
    record Webhook(String endpoint) implements Body {}

    record Incoming(IncomingMessage message) implements Body {}

    record Outgoing(OutgoingMessage message) implements Body {}

    record Event(Delivery delivery) implements Body {}

    record Pair(Identity identity) implements Body {}

    /**
     * A record that was given up.
     *
     * @param source what it says, read as a record of the topic it comes from
     */
    record GivenUp(DeadLetter why, Body source) implements Body {}

    /** The last word on a key of a compacted topic: there is nothing any more. */
    record Deleted() implements Body {}

    /** Not what its topic is for; {@code why} holds none of its words. */
    record Unreadable(String why) implements Body {}
}
