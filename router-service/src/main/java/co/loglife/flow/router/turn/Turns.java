package co.loglife.flow.router.turn;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.model.bot.WakeUpAt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record's turn: {@code (what is stored for its user, the record) → }{@link Outcome}. The live router and a replay
 * both call this and nothing else. Pure, and safe to share between threads as the bot is.
 */
public final class Turns {
    /** The id of a reply is the message's and a little more, and has at most 256 characters. */
    private static final int LONGEST_ID = 240;

    private final BotTurn<?> botTurn;
    private final boolean inGroups;

    /**
     * Turns of a bot.
     *
     * @param inGroups whether the bot hears and answers what is said in groups
     */
    public Turns(Bot<?> bot, boolean inGroups) {
        this.botTurn = new BotTurn<>(bot);
        this.inGroups = inGroups;
    }

    /**
     * Reads a record of the incoming topic.
     *
     * @throws UnreadableException when it is none, or not where its user's records are
     */
    public static IncomingMessage read(byte @Nullable [] key, byte @Nullable [] value) throws UnreadableException {
        IncomingMessage message = Json.read(value, IncomingMessage.class);
        if (key == null || !Arrays.equals(key, message.user().key().getBytes(StandardCharsets.UTF_8))) {
            throw new UnreadableException("the key is not the user of the message");
        }
        if (message.id().length() > LONGEST_ID) {
            throw new UnreadableException("id has more than " + LONGEST_ID + " characters");
        }
        return message;
    }

    /**
     * The turn of a record.
     *
     * @param bytes what is stored for its user, null when nothing is
     * @param redriven whether it is a dead letter that someone sent back, to be tried again
     */
    public Outcome on(byte @Nullable [] bytes, IncomingMessage message, boolean redriven) {
        if (message.address() instanceof Address.Broadcast) {
            return Outcome.nothing("broadcast");
        }
        if (message.inGroup() && !inGroups) {
            return Outcome.nothing("group");
        }
        try {
            return on(StoredFormat.read(bytes), message, redriven, null);
        } catch (UnreadableException _) {
            return on(Stored.NOTHING, message, redriven, bytes);
        }
    }

    /** The turn of a record on which the bot was asked before and did not come to an end within the limit. */
    public Outcome withoutEnd(byte @Nullable [] bytes, IncomingMessage message, Duration limit) {
        Stored stored;
        try {
            stored = StoredFormat.read(bytes);
        } catch (UnreadableException _) { // the user's next message says so
            stored = Stored.NOTHING;
        }
        String why = "the bot did not end within " + limit.toSeconds() + " s";
        Outcome.Trouble trouble = new Outcome.Trouble(why, ErrorClass.BUG);
        return isForget(message)
                ? BotTurn.erased(stored).withTrouble(trouble, null)
                : BotTurn.failed(stored, message, trouble);
    }

    /** A record that came under a key whose owner has another one: to be handled there. */
    public Outcome carried(IncomingMessage message, User to) {
        return Outcome.nothing("carried").withIncoming(List.of(Carrying.to(to, message)));
    }

    /** Whether a record is to go to another key of its user's; not if that has no end. */
    public static boolean mayBeCarried(IncomingMessage message) {
        return !Carrying.wentTooFar(message);
    }

    /** The user's business-scoped id turned out to belong to another key: what is stored under the id goes there. */
    public Outcome identified(byte @Nullable [] bytes, Identity pair) {
        User from = new User(pair.userId());
        if (bytes == null || from.equals(pair.user())) {
            return Outcome.nothing("identified");
        }
        try {
            return Moving.away(StoredFormat.read(bytes), from, pair);
        } catch (UnreadableException _) {
            return Outcome.onlyState("identified", new Outcome.State.Erased()).withTrouble(null, bytes);
        }
    }

    /** The record that tells a user's conversation that a timer has come; empty if it was put off meanwhile. */
    public static Optional<IncomingMessage> fired(byte @Nullable [] bytes, User user, WakeUpAt timer, Instant now) {
        try {
            Stored stored = StoredFormat.read(bytes);
            Route route = stored.route();
            return route != null && stored.wakeUps().contains(timer)
                    ? Optional.of(Ours.wakeUp(user, route, timer, now))
                    : Optional.empty();
        } catch (UnreadableException _) { // the user's next message finds that out and says so
            return Optional.empty();
        }
    }

    /** Whether the user themselves is to be forgotten; that happens whatever a bot does. */
    private static boolean isForget(IncomingMessage message) {
        return message.content() instanceof Content.Forget(User whom) && whom.equals(message.user());
    }

    /** Whether it is about the conversation that was here whenever it comes: nobody's new number knows of it. */
    private static boolean meansThePerson(IncomingMessage message) {
        return message.content() instanceof Content.WakeUp
                || (message.content() instanceof Content.Forget && !isForget(message));
    }

    private Outcome on(Stored stored, IncomingMessage message, boolean redriven, byte @Nullable [] lost) {
        Stored.Gone gone = stored.movedTo();
        if (gone != null && !(message.content() instanceof Content.Moved)) {
            Instant said = message.sentAt() == null ? message.receivedAt() : message.sentAt();
            if ((!said.isAfter(gone.at()) || meansThePerson(message)) && mayBeCarried(message)) {
                return carried(message, gone.to());
            }
            // Said after the number was given up: its new owner.
            return on(Stored.NOTHING.withSeen(stored.seen()), message, redriven, lost);
        }
        boolean wasHere = stored.seen().has(message.id());
        if (wasHere && !(redriven && stored.seen().hasFailed(message.id()))) {
            return Outcome.nothing("duplicate").withTrouble(null, lost);
        }
        Outcome outcome = switch (message.content()) {
            case Content.NumberChange change -> Moving.toNewNumber(stored, message, change);
            case Content.UserIdChange change -> Moving.toNewId(stored, message, change);
            case Content.Moved moved -> botTurn.merged(stored, message, moved);
            case Content.Forget _ when isForget(message) -> botTurn.forgotten(stored, message);
            case Content _ -> botTurn.on(stored, message, lost);
        };
        return lost == null || outcome.lost() != null ? outcome : outcome.withTrouble(outcome.trouble(), lost);
    }
}
