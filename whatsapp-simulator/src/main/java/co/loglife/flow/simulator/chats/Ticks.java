package co.loglife.flow.simulator.chats;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the little sign under a bubble says, in rising rank. */
public enum Ticks {
    /** A clock: not taken by the other side yet. */
    WAITING,
    /** One tick: WhatsApp has it. */
    SENT,
    /** Two ticks: the other side has it. */
    DELIVERED,
    /** Two blue ticks. */
    READ,
    /** A warning sign: it was given up. */
    FAILED;

    /** The word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
