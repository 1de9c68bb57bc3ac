package co.loglife.flow.system;

import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.model.bot.ConversationFormat;
import co.loglife.flow.model.bot.Said;
import co.loglife.flow.model.bot.Turn;
import java.time.Instant;

/**
 * Repeats what its user says, with the number of what they said so far. So each reply shows whose it is, to what, and
 * that the conversation before it was neither forgotten nor counted twice.
 */
public final class EchoBot implements Bot<EchoBot.Tally> {
    /** How much a user has said. */
    public record Tally(int count) {}

    /** The reply to a user's message number {@code n}, counted from 0. */
    static String reply(int n, String text) {
        return (n + 1) + ": " + text;
    }

    @Override
    public ConversationFormat<Tally> format() {
        return ConversationFormat.json(Tally.class);
    }

    @Override
    public Tally begin(User user) {
        return new Tally(0);
    }

    @Override
    public Turn<Tally> on(Tally tally, IncomingMessage message, Instant now) {
        return switch (message.content()) {
            case Content.Text text ->
                Turn.of(new Tally(tally.count() + 1), Said.text("echo", reply(tally.count(), text.body())));
            case Content _ -> Turn.of(tally);
        };
    }
}
