package co.loglife.flow.ingress.http;

import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.ingress.outgoing.InvalidRequest;
import co.loglife.flow.ingress.outgoing.MessageState;
import co.loglife.flow.ingress.outgoing.MessageStates;
import co.loglife.flow.ingress.outgoing.OutgoingIds;
import co.loglife.flow.ingress.outgoing.OutgoingRequest;
import co.loglife.flow.ingress.publish.OutgoingQueue;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /messages}: other programs queue a message to a user, and ask what became of it. */
public final class MessageRoutes {
    private static final String PATH = "/messages";
    private static final int BODY_LIMIT = 256 << 10;
    private static final int ACCEPTED = 202;

    private final Access access;
    private final Bodies bodies;
    private final OutgoingRequest requests;
    private final OutgoingQueue queue;
    private final MessageStates states;
    private final InstantSource clock;
    private final Supplier<String> newId;

    public MessageRoutes(
            Access access,
            Bodies bodies,
            OutgoingRequest requests,
            OutgoingQueue queue,
            MessageStates states,
            InstantSource clock,
            Supplier<String> newId) {
        this.access = access;
        this.bodies = bodies;
        this.requests = requests;
        this.queue = queue;
        this.states = states;
        this.clock = clock;
        this.newId = newId;
    }

    /** Adds the routes. */
    public void on(JavalinConfig config) {
        config.routes.post(PATH, this::queue);
        config.routes.get(PATH + "/{id}", this::state);
    }

    private record Queued(String id) {}

    private record Known(
            String id,
            String state,
            @Nullable String providerId,
            int attempts,
            Instant at,
            Delivery.@Nullable Failure error) {}

    private void queue(Context ctx) {
        access.check(ctx);
        Bodies.requireJson(ctx);
        try (Body body = bodies.read(ctx, BODY_LIMIT)) {
            OutgoingMessage message = message(ctx, body.bytes());
            Answers.whenStored(
                    ctx,
                    queue.queue(message, RequestTraces.of(ctx))
                            .thenRun(() -> states.queued(message.id(), message.createdAt())),
                    ACCEPTED,
                    new Queued(message.id()));
        }
    }

    private OutgoingMessage message(Context ctx, byte[] body) {
        try {
            String key = ctx.header("Idempotency-Key");
            Function<User, String> id = key == null ? _ -> newId.get() : OutgoingIds.ofKey(key);
            return requests.read(Trees.ofOurs(body), id, clock.instant());
        } catch (InvalidRequest e) {
            throw Refusal.invalid(e.field(), String.valueOf(e.getMessage()));
        } catch (UnreadableException e) {
            throw Refusal.badRequest("The body is no JSON object: " + e.getMessage() + ".");
        }
    }

    private void state(Context ctx) {
        access.check(ctx);
        String id = ctx.pathParam("id");
        MessageState state = states.of(id).orElseThrow(() -> Refusal.notFound("No message of this id is known here."));
        Answers.give(ctx, new Known(id, state.word(), state.providerId(), state.attempts(), state.at(), state.error()));
    }
}
