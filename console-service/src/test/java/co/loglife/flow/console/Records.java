package co.loglife.flow.console;

import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Place;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.testing.MessageBuilder;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as tests of the console want them: each a moment after the one before. */
public final class Records {
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private long next;

    /** A record of somebody. */
    public Entry of(Kind kind, String user, Body body) {
        long offset = next++;
        Place place = new Place(kind, "whatsapp." + kind.word(), 0, offset, START.plusMillis(10 * offset));
        return new Entry(place, user, Map.of(), new byte[100], body);
    }

    public Entry said(MessageBuilder message) {
        IncomingMessage built = message.at(START.plusMillis(10 * next)).build();
        return of(Kind.INCOMING, built.user().key(), new Body.Incoming(built));
    }

    public Entry replied(String user, String to, int index, ClientType via, Reply reply) {
        OutgoingMessage message = outgoing(user, to, index, via, reply);
        return of(Kind.OUTGOING, user, new Body.Outgoing(message));
    }

    public static OutgoingMessage outgoing(String user, String to, int index, ClientType via, Reply reply) {
        User whose = new User(user);
        return new OutgoingMessage(
                OutgoingMessage.replyId(to, index),
                via,
                "106540352242922",
                whose,
                whose.address(),
                to,
                "goals_list",
                START,
                null,
                null,
                reply);
    }

    public Entry delivery(String user, String outgoingId, Delivery.State state, int attempt) {
        return delivery(user, outgoingId, state, attempt, null);
    }

    public Entry delivery(
            String user, String outgoingId, Delivery.State state, int attempt, Delivery.@Nullable Failure failure) {
        return of(
                Kind.DELIVERIES,
                user,
                new Body.Event(new Delivery(
                        outgoingId,
                        state,
                        state.isSettled() ? "wamid.of." + outgoingId : null,
                        attempt,
                        START,
                        failure,
                        ClientType.BUSINESS_API,
                        "106540352242922",
                        new User(user),
                        null)));
    }

    public Entry givenUp(String user, String reason, Body source) {
        return of(
                Kind.DEAD_LETTERS,
                user,
                new Body.GivenUp(
                        new DeadLetter(reason, ErrorClass.REJECTED, "sender", "whatsapp.outgoing", 0, 7, 2, START),
                        source));
    }
}
