package co.loglife.flow.router.loglife;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Said;
import co.loglife.flow.model.bot.Turn;
import co.loglife.flow.model.bot.WakeUpAt;
import co.loglife.flow.testing.MessageBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A user and the bot, talking; between turns the conversation is written and read as the router would. */
final class Chat {
    /** Of no country, so in UTC. */
    static final String SOMEBODY = "15551234567";

    private static final LogLifeBot BOT = new LogLifeBot();

    private final MessageBuilder from;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z"); // a Monday
    private Logbook logbook;
    private Turn<Logbook> last;

    Chat() {
        this(SOMEBODY);
    }

    Chat(String address) {
        from = MessageBuilder.aMessage().from(address).via(ClientType.WEB);
        User user = Address.parse(address).user();
        logbook = BOT.begin(user);
        last = Turn.of(logbook);
    }

    /** A chat that has said all this already. */
    static Chat after(String... texts) {
        Chat chat = new Chat();
        for (String text : texts) {
            chat.says(text);
        }
        return chat;
    }

    Chat says(String text) {
        return sends(new Content.Text(text, null));
    }

    Chat sends(Content content) {
        return sends(from.with(content).at(now).build());
    }

    Chat sends(IncomingMessage message) {
        last = BOT.on(logbook, message, message.receivedAt());
        byte[] stored = BOT.format().write(last.conversation());
        try {
            logbook = BOT.format().read(BOT.format().version(), stored);
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Chat named(String name, String text) {
        return sends(from.named(name).saying(text).at(now).build());
    }

    Chat at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    Chat later(Duration span) {
        now = now.plus(span);
        return this;
    }

    /** The clock runs on to the next timer, which fires so much late. */
    Chat wakes(Duration late) {
        WakeUpAt timer = last.wakeUps().getFirst();
        now = timer.due().plus(late);
        return sends(new Content.WakeUp(timer.name(), timer.due()));
    }

    Instant now() {
        return now;
    }

    Logbook logbook() {
        return logbook;
    }

    Turn<Logbook> turn() {
        return last;
    }

    List<String> kinds() {
        return last.replies().stream().map(Said::kind).toList();
    }

    /** All that was said last, as text. */
    String text() {
        return String.join(
                "\n",
                last.replies().stream()
                        .map(said -> switch (said.message()) {
                            case Reply.Text text -> text.body();
                            case Reply.Buttons buttons -> buttons.body() + " " + buttons.buttons();
                            case Reply other -> other.toString();
                        })
                        .toList());
    }
}
