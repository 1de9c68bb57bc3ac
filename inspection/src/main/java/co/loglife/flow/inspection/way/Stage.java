package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Delivery;

/** The stations of a message, in the order they are passed. */
public enum Stage {
    /** The request that brought it, as it came. */
    WEBHOOK,
    /** The message, normalized. */
    INCOMING,
    /** A reply, or a message of another program. */
    REPLY,
    /** The sender is about to call WhatsApp. */
    ATTEMPT,
    /** What came of the call. */
    OUTCOME,
    /** What WhatsApp reported later. */
    STATUS,
    /** It was given up. */
    DEAD_LETTER;

    /** Where a delivery belongs. */
    static Stage of(Delivery.State state) {
        return switch (state) {
            case ATTEMPTING -> ATTEMPT;
            case RETRYING, ACCEPTED, DEAD_LETTERED -> OUTCOME;
            case SENT, FAILED, DELIVERED, READ, PLAYED -> STATUS;
        };
    }

    /** The word for people and tools: {@code dead-letter}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
