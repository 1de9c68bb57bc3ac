package co.loglife.flow.benchmarks.router;

import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.router.loglife.LogLifeBot;
import co.loglife.flow.router.turn.Outcome;
import co.loglife.flow.router.turn.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Users who have been there for some time: three goals each, rated on every day of it. */
final class History {
    private final byte[] stored;

    private History(byte[] stored) {
        this.stored = stored;
    }

    /** Of so many days up to a moment. */
    static History of(int days, Instant now) {
        Turns turns = new Turns(new LogLifeBot(), false);
        byte[] stored = null;
        Instant at = now.minus(Duration.ofDays(days));
        for (String text :
                new String[] {"add goal 🏃 Run 5k", "skip", "add goal 📚 Read", "skip", "enable journaling", "skip"}) {
            stored = after(turns, stored, text, at);
        }
        for (int day = 0; day < days; day++) {
            stored = after(turns, stored, day % 2 == 0 ? "321" : "213", at.plus(Duration.ofDays(day)));
        }
        if (stored == null) {
            throw new IllegalStateException("nothing was stored");
        }
        return new History(stored);
    }

    private static byte @Nullable [] after(Turns turns, byte @Nullable [] stored, String text, Instant at) {
        Outcome outcome = turns.on(stored, Said.of(0, text + at, text, at), false);
        return outcome.state() instanceof Outcome.State.Now(byte[] bytes) ? bytes : stored;
    }

    /** The record that gives one of the users this history. */
    IncomingMessage givenTo(int user, Instant at) {
        Content moved =
                new Content.Moved(new User("PK." + user), Base64.getEncoder().encodeToString(stored));
        return Said.of(Said.user(user), "moved." + user, moved, at);
    }
}
