package co.loglife.flow.ingress.normalized;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import com.fasterxml.jackson.databind.JsonNode;

/** What one element of a webhook becomes. */
public sealed interface Normalized {
    /** Something a user said or did: for the incoming topic. */
    record Message(IncomingMessage message) implements Normalized {}

    /** What became of one of our messages: for the deliveries topic. */
    record Report(Delivery delivery) implements Normalized {}

    /** A business-scoped id and a phone number that were seen together: for the identities topic. */
    record Pair(Identity identity) implements Normalized {}

    /**
     * Nothing for the bot: it stays in the raw webhook alone.
     *
     * @param what one of a few words, for the metrics
     */
    record KeptRaw(String what) implements Normalized {}

    /**
     * An element that cannot be filed: a dead letter.
     *
     * @param why without any of the element's words
     */
    record Malformed(String why, JsonNode element) implements Normalized {}
}
