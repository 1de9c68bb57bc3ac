package co.loglife.flow.router.turn;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import java.util.List;

/** A conversation leaves one key of a person for another. */
final class Moving {
    private Moving() {}

    /**
     * The number changed: everything goes to the new one. A mark stays for records of the old number that come late;
     * what is said from it after the change is somebody else's, since numbers are given out again.
     */
    static Outcome toNewNumber(Stored stored, IncomingMessage message, Content.NumberChange change) {
        User to = change.newUser();
        if (to.equals(message.user())) {
            return Outcome.nothing("system");
        }
        Stored mark = new Stored(
                stored.seen().with(message.id(), message.receivedAt(), false),
                List.of(),
                null,
                Offer.NONE,
                List.of(),
                new Stored.Gone(to, message.receivedAt()),
                null);
        Outcome moved = Outcome.onlyState("moved", new Outcome.State.Now(StoredFormat.write(mark)))
                .withTimers(stored.wakeUps(), List.of());
        if (stored.conversation() == null) {
            return moved;
        }
        Route route = stored.route() == null ? Route.of(message) : stored.route();
        return moved.withIncoming(
                List.of(Ours.moved(message.id(), message.user(), to, route, stored, message.receivedAt())));
    }

    /**
     * The business-scoped id changed. It is announced as a pair: of the new id, or, where the conversation is keyed by
     * the old id, of that, and the pair moves the conversation. The old id reaches nobody from now on.
     */
    static Outcome toNewId(Stored stored, IncomingMessage message, Content.UserIdChange change) {
        String newId = change.newUserId();
        boolean keyedById = message.user().address() instanceof Address.UserId;
        if (newId.equals(message.user().key())) {
            return Outcome.nothing("system");
        }
        Identity pair = keyedById
                ? new Identity(message.user().key(), new User(newId), message.receivedAt())
                : new Identity(newId, message.user(), message.receivedAt());
        Route route = stored.route();
        Stored after = stored.withSeen(stored.seen().with(message.id(), message.receivedAt(), false))
                .withRoute(
                        route != null && route.address() instanceof Address.UserId
                                ? route.to(new Address.UserId(newId))
                                : route);
        return Outcome.onlyState("system", new Outcome.State.Now(StoredFormat.write(after)))
                .withIdentities(List.of(pair));
    }

    /** A pair became known: nothing stays under the id, since the pair itself says where it went. */
    static Outcome away(Stored stored, User from, Identity pair) {
        Outcome gone =
                Outcome.onlyState("identified", new Outcome.State.Erased()).withTimers(stored.wakeUps(), List.of());
        Route route = stored.route();
        if (route == null || stored.conversation() == null) {
            return gone;
        }
        String cause = pair.userId() + pair.seenAt();
        return gone.withIncoming(List.of(Ours.moved(cause, from, pair.user(), route, stored, pair.seenAt())));
    }
}
