package co.loglife.flow.testing;

import java.time.Duration;
import java.util.Map;

/** What a fake does with a request it has read. */
public sealed interface Reaction {
    /** A whole answer. */
    record Answer(int status, Map<String, String> headers, String body) implements Reaction {
        public Answer(int status, String body) {
            this(status, Map.of(), body);
        }
    }

    /** Another reaction, later. */
    record After(Duration delay, Reaction then) implements Reaction {}

    /** The connection is closed without an answer. */
    record Cut() implements Reaction {}

    /** The connection is reset without an answer. */
    record Reset() implements Reaction {}

    /** Bytes as they are, and the connection is closed. */
    record Raw(String bytes) implements Reaction {}

    /** The head of an answer, and then one byte every so often, for ever. */
    record Drip(Duration every) implements Reaction {}

    /** Nothing, for ever. */
    record Silence() implements Reaction {}
}
