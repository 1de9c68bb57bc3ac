package co.loglife.flow.model.bot;

import co.loglife.flow.model.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One reply of a bot.
 *
 * @param kind the bot's own word for what it says, a fixed word like {@code goals_list}: for metrics, replays and tests
 * @param message what is said
 * @param validFor how long it is worth sending, or null for ever: a reminder that comes a day late is none
 */
public record Said(String kind, Reply message, @Nullable Duration validFor) {
    public Said {
        if (!kind.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("kind must be a lower-case word of at most 64 characters");
        }
    }

    /** A reply that is always worth sending. */
    public Said(String kind, Reply message) {
        this(kind, message, null);
    }

    /** A reply in plain text. */
    public static Said text(String kind, String body) {
        return new Said(kind, new Reply.Text(body));
    }
}
