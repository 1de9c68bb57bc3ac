package co.loglife.flow.inspection;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of the way of one message, with everything filled in that a test does not care about. */
public final class Records {
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    public static final User ANNA = new User("923001234567");

    private Records() {}

    /** The reply number {@code index} to a message of a user's. */
    public static OutgoingMessage reply(User to, String incomingId, int index) {
        return outgoing(to, OutgoingMessage.replyId(incomingId, index), incomingId);
    }

    public static OutgoingMessage outgoing(User to, String id, @Nullable String inReplyTo) {
        return new OutgoingMessage(
                id,
                ClientType.BUSINESS_API,
                "106540352242922",
                to,
                Address.parse(to.key()),
                inReplyTo,
                "goals_list",
                START,
                null,
                null,
                new Reply.Text("You have no goals"));
    }

    /** A note of the sender's. */
    public static Delivery note(User to, String outgoingId, Delivery.State state, int attempt) {
        return delivery(to, outgoingId, state, attempt, state == Delivery.State.ACCEPTED ? "wamid.out" : null, null);
    }

    /** A report of WhatsApp's. */
    public static Delivery report(User to, Delivery.State state, String providerId, @Nullable JsonNode pricing) {
        return delivery(to, null, state, 0, providerId, pricing);
    }

    private static Delivery delivery(
            User to,
            @Nullable String outgoingId,
            Delivery.State state,
            int attempt,
            @Nullable String providerId,
            @Nullable JsonNode pricing) {
        boolean failed = state == Delivery.State.RETRYING || state == Delivery.State.DEAD_LETTERED;
        return new Delivery(
                outgoingId,
                state,
                providerId,
                attempt,
                START,
                failed ? new Delivery.Failure(131016, "Service unavailable", ErrorClass.TRANSIENT) : null,
                ClientType.BUSINESS_API,
                "106540352242922",
                to,
                pricing);
    }
}
