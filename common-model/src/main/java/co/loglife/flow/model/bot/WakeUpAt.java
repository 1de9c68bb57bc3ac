package co.loglife.flow.model.bot;

import java.time.Instant;

/**
 * A timer: at {@code due} the bot gets a message with {@link co.loglife.flow.model.Content.WakeUp}.
 *
 * @param name the bot's own name for it, one timer a name and user
 * @param due when; a moment that is over already fires at once
 */
public record WakeUpAt(String name, Instant due) {}
