package co.loglife.flow.router.example;

import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.model.bot.ConversationFormat;
import co.loglife.flow.model.bot.Said;
import co.loglife.flow.model.bot.Turn;
import co.loglife.flow.model.bot.WakeUpAt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts what its user says. */
public final class TallyBot implements Bot<TallyBot.Tally> {
    /** The conversation: how much was said. */
    public record Tally(int count) {}

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
            case Content.Text text -> {
                Tally more = new Tally(tally.count() + 1);
                Said said = Said.text("counted", "That was number " + more.count() + ": " + text.body());
                WakeUpAt tomorrow = new WakeUpAt("silence", now.plus(Duration.ofDays(1)));
                yield new Turn<>(more, List.of(said), List.of(tomorrow), List.of());
            }
            case Content.WakeUp _ -> Turn.of(tally, Said.text("still_there", "Are you still there?"));
            case Content _ -> Turn.of(tally);
        };
    }
}
