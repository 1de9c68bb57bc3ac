package co.loglife.flow.router.turn;

import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.WakeUpAt;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the router keeps about a user, one value of its store: written at most once per message, moved and erased
 * as one.
 *
 * @param seen the messages that were here
 * @param userIds the business-scoped ids the user was seen with, latest last
 * @param route the way to the user, null until they wrote
 * @param offer what they were offered last
 * @param wakeUps the timers that are set
 * @param movedTo where the conversation went, or null
 * @param conversation the bot's, or null before its first turn
 */
record Stored(
        SeenIds seen,
        List<String> userIds,
        @Nullable Route route,
        Offer offer,
        List<WakeUpAt> wakeUps,
        @Nullable Gone movedTo,
        @Nullable Kept conversation) {
    static final Stored NOTHING = new Stored(SeenIds.NONE, List.of(), null, Offer.NONE, List.of(), null, null);

    /** An id lives until the number changes; of more than these the first are forgotten. */
    private static final int MOST_USER_IDS = 4;

    Stored {
        userIds = List.copyOf(userIds);
        wakeUps = List.copyOf(wakeUps);
    }

    /** A conversation that is elsewhere since a moment. */
    record Gone(User to, Instant at) {}

    /** A bot's conversation in its own format. Its bytes are never changed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied once per message for nothing
    record Kept(int version, byte[] bytes) {}

    Stored withSeen(SeenIds now) {
        return new Stored(now, userIds, route, offer, wakeUps, movedTo, conversation);
    }

    Stored withRoute(@Nullable Route now) {
        return new Stored(seen, userIds, now, offer, wakeUps, movedTo, conversation);
    }

    Stored withUserIds(List<String> more) {
        if (userIds.containsAll(more)) {
            return this;
        }
        List<String> all =
                Stream.concat(userIds.stream(), more.stream()).distinct().toList();
        return new Stored(
                seen,
                all.subList(Math.max(0, all.size() - MOST_USER_IDS), all.size()),
                route,
                offer,
                wakeUps,
                movedTo,
                conversation);
    }

    Stored withWakeUps(List<WakeUpAt> now) {
        return new Stored(seen, userIds, route, offer, now, movedTo, conversation);
    }

    /** Without a timer: it has fired. */
    Stored without(WakeUpAt fired) {
        return withWakeUps(
                wakeUps.stream().filter(wakeUp -> !wakeUp.equals(fired)).toList());
    }
}
