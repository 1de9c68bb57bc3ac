package co.loglife.flow.router.turn;

import co.loglife.flow.model.Content;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.model.bot.Said;
import co.loglife.flow.model.bot.Turn;
import co.loglife.flow.model.bot.WakeUpAt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a turn in which the bot is asked. Whatever it throws costs that record alone.
 *
 * @param <C> the bot's conversation
 */
final class BotTurn<C> {
    /** With the rest of what is stored, and as base64 in the record that moves it, below a topic's largest record. */
    private static final int LARGEST_CONVERSATION = 600_000;

    /** More timers than a user can have of any use. */
    static final int MOST_WAKE_UPS = 1000;

    private static final int LONGEST_TIMER_NAME = 64;
    private static final Instant LATEST_TIMER = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MOST_REFERRALS = 300;

    private final Bot<C> bot;

    BotTurn(Bot<C> bot) {
        this.bot = bot;
    }

    /** What the bot makes of a record that is new to its user. */
    Outcome on(Stored stored, IncomingMessage message, byte @Nullable [] lost) {
        return guarded(stored, message, () -> {
            Begun<C> begun = begin(stored, message.user());
            Stored heardBy = stored.withUserIds(message.userId() == null ? List.of() : List.of(message.userId()));
            IncomingMessage heard = stored.offer().meant(message);
            Turn<C> turn = bot.on(begun.conversation, heard, message.receivedAt());
            Stored.Kept same = unchanged(begun, turn) ? stored.conversation() : null;
            return finished(heardBy, message, turn, same).withTrouble(null, lost == null ? begun.lost : lost);
        });
    }

    /** The conversation of another key of this user's has come. */
    Outcome merged(Stored stored, IncomingMessage message, Content.Moved moved) {
        return guarded(stored, message, () -> {
            Stored arriving = StoredFormat.read(Base64.getDecoder().decode(moved.conversation()));
            Route route = stored.route() == null ? Route.of(message) : stored.route();
            Stored both = new Stored(
                            arriving.seen().and(stored.seen()),
                            arriving.userIds(),
                            route,
                            stored.offer(),
                            stored.wakeUps(),
                            null,
                            stored.conversation())
                    .withUserIds(stored.userIds());
            Begun<C> come = begin(arriving, message.user());
            Begun<C> own = begin(stored, message.user());
            C merged = stored.conversation() == null
                    ? come.conversation
                    : bot.merge(own.conversation, come.conversation, message.receivedAt());
            Turn<C> turn = bot.on(merged, message, message.receivedAt());
            return finished(both, message, turn, null).withTrouble(null, own.lost == null ? come.lost : own.lost);
        });
    }

    /** The user is to be forgotten; whom the bot names as having heard of them is told. */
    Outcome forgotten(Stored stored, IncomingMessage message) {
        Outcome erased = erased(stored);
        try {
            List<User> friends = bot.on(begin(stored, message.user()).conversation, message, message.receivedAt())
                    .referrals();
            return erased.withIncoming(friends.stream()
                    .limit(MOST_REFERRALS)
                    .map(friend -> Ours.forget(message, friend, message.user()))
                    .toList());
        } catch (RuntimeException | Error e) { // to be forgotten is a right, whatever the bot says
            return erased.withTrouble(new Outcome.Trouble(why(e), ErrorClass.BUG), null);
        }
    }

    /** All that is stored goes. */
    static Outcome erased(Stored stored) {
        return Outcome.onlyState("forgotten", new Outcome.State.Erased())
                .withTimers(stored.wakeUps(), List.of())
                .withForgotten(stored.userIds());
    }

    /** A conversation to go on with, and the bytes of the one that could not be read, if so. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Begun<C>(C conversation, byte @Nullable [] lost) {}

    private Begun<C> begin(Stored stored, User user) {
        Stored.Kept kept = stored.conversation();
        if (kept == null) {
            return new Begun<>(bot.begin(user), null);
        }
        try {
            return new Begun<>(bot.format().read(kept.version(), kept.bytes()), null);
        } catch (UnreadableException | RuntimeException | Error _) {
            return new Begun<>(bot.begin(user), kept.bytes());
        }
    }

    @SuppressWarnings("ReferenceEquality") // a bot that changes nothing gives back what it got; equals would cost more
    private boolean unchanged(Begun<C> begun, Turn<C> turn) {
        return turn.conversation() == begun.conversation && begun.lost == null;
    }

    private interface Step {
        Outcome take() throws UnreadableException;
    }

    private static Outcome guarded(Stored stored, IncomingMessage message, Step step) {
        try {
            return step.take();
        } catch (UnreadableException e) {
            return failed(stored, message, new Outcome.Trouble(String.valueOf(e.getMessage()), ErrorClass.POISON));
        } catch (RuntimeException
                | Error e) { // endless recursion, no memory, a class its jar lacks: all of the bot's making
            return failed(stored, message, new Outcome.Trouble(why(e), ErrorClass.BUG));
        }
    }

    /** {@code same} are the bytes of a conversation that the turn left as it was, or null: most turns only tell. */
    private Outcome finished(Stored stored, IncomingMessage message, Turn<C> turn, Stored.@Nullable Kept same) {
        boolean ours = Ours.wrote(message.content());
        Route route = ours && stored.route() != null ? stored.route() : Route.of(message);
        List<OutgoingMessage> replies = Replies.to(message, route, turn.replies());
        List<WakeUpAt> wakeUps = timers(turn.wakeUps());
        Stored.Kept conversation =
                same != null && same.version() == bot.format().version()
                        ? same
                        : new Stored.Kept(bot.format().version(), bot.format().write(turn.conversation()));
        if (conversation.bytes().length > LARGEST_CONVERSATION) {
            throw new IllegalArgumentException("a conversation of more than " + LARGEST_CONVERSATION + " bytes");
        }
        if (turn.referrals().size() > MOST_REFERRALS) {
            throw new IllegalArgumentException("more than " + MOST_REFERRALS + " referrals by one message");
        }
        Stored set = withoutFired(stored, message);
        Stored after = new Stored(
                stored.seen().with(message.id(), message.receivedAt(), false),
                stored.userIds(),
                route,
                offer(stored, message, route, turn.replies()),
                wakeUps,
                null,
                conversation);
        return Outcome.onlyState(
                        replies.isEmpty() ? "silent" : "answered", new Outcome.State.Now(StoredFormat.write(after)))
                .withOutgoing(replies)
                .withIncoming(turn.referrals().stream()
                        .map(friend -> Ours.referral(message, friend))
                        .toList())
                .withTimers(without(set.wakeUps(), wakeUps), without(wakeUps, set.wakeUps()));
    }

    /** The bot failed: the record was here, nothing else changes. */
    static Outcome failed(Stored stored, IncomingMessage message, Outcome.Trouble trouble) {
        Stored after =
                withoutFired(stored, message).withSeen(stored.seen().with(message.id(), message.receivedAt(), true));
        return Outcome.onlyState("failed", new Outcome.State.Now(StoredFormat.write(after)))
                .withOutgoing(Ours.isSpoken(message.content()) ? List.of(Replies.apology(message)) : List.of())
                .withTrouble(trouble, null);
    }

    private static Stored withoutFired(Stored stored, IncomingMessage message) {
        return message.content() instanceof Content.WakeUp(String name, var due)
                ? stored.without(new WakeUpAt(name, due))
                : stored;
    }

    /** What a user says ends an offer, and so does whatever is shown to them after it; a silent notice is neither. */
    private static Offer offer(Stored stored, IncomingMessage message, Route route, List<Said> replies) {
        if (!replies.isEmpty()) {
            return Offer.of(route.clientType(), replies.getLast().message());
        }
        boolean notice = message.content() instanceof Content.Unknown;
        return Ours.isSpoken(message.content()) && !notice ? Offer.NONE : stored.offer();
    }

    /** To the millisecond, as they are stored; one of each name. */
    private static List<WakeUpAt> timers(List<WakeUpAt> wakeUps) {
        if (wakeUps.size() > MOST_WAKE_UPS
                || wakeUps.stream().anyMatch(timer -> timer.name().length() > LONGEST_TIMER_NAME)
                || wakeUps.stream().map(WakeUpAt::name).distinct().count() < wakeUps.size()) {
            throw new IllegalArgumentException("timers: at most " + MOST_WAKE_UPS + ", with names that differ and have "
                    + LONGEST_TIMER_NAME + " characters at most");
        }
        if (wakeUps.stream()
                .anyMatch(timer ->
                        timer.due().isBefore(Instant.EPOCH) || timer.due().isAfter(LATEST_TIMER))) {
            throw new IllegalArgumentException("a timer that is not due between the years 1970 and 9999");
        }
        return wakeUps.stream()
                .map(timer -> new WakeUpAt(timer.name(), timer.due().truncatedTo(ChronoUnit.MILLIS)))
                .toList();
    }

    private static List<WakeUpAt> without(List<WakeUpAt> all, List<WakeUpAt> those) {
        return all.stream().filter(timer -> !those.contains(timer)).toList();
    }

    /** Where it failed, without the exception's own words: they may hold the user's. */
    private static String why(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        String type = e.getClass().getSimpleName();
        return trace.length == 0
                ? "the bot failed: " + type
                : "the bot failed: " + type + " in " + trace[0].getClassName() + " line " + trace[0].getLineNumber();
    }
}
