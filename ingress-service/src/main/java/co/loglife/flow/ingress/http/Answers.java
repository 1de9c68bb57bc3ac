package co.loglife.flow.ingress.http;

import co.loglife.flow.ingress.publish.RecordTooLarge;
import co.loglife.flow.model.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The form of every answer. Any text in it is shown to a user by the original Web client, so a success says nothing and
 * a refusal says nothing of our insides.
 */
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String JSON = "application/json";
    private static final byte[] TAKEN = Json.write(new Answer(true, "", Map.of()));
    private static final String SORRY = "Sorry, something went wrong here.";

    private Answers() {}

    private record Answer(boolean success, String message, Object data) {}

    /** Answers once everything is acknowledged; until then no thread is held. */
    static void whenStored(Context ctx, CompletableFuture<Void> stored) {
        whenStored(ctx, stored, 200, TAKEN);
    }

    /** The same, with something to tell. */
    static void whenStored(Context ctx, CompletableFuture<Void> stored, int status, Object data) {
        whenStored(ctx, stored, status, Json.write(new Answer(true, "", data)));
    }

    /** Answers at once. */
    static void give(Context ctx, Object data) {
        ctx.contentType(JSON).result(Json.write(new Answer(true, "", data)));
    }

    private static void whenStored(Context ctx, CompletableFuture<Void> stored, int status, byte[] answer) {
        ctx.future(() -> stored.handle((_, failure) -> {
            if (failure == null) {
                ctx.status(status).contentType(JSON).result(answer);
            } else {
                refuse(ctx, Refusal.tryLater());
            }
            return null;
        }));
    }

    /** Maps what a route throws, in one place. */
    public static void onErrors(JavalinConfig config) {
        config.routes.exception(Refusal.class, (refusal, ctx) -> refuse(ctx, refusal));
        config.routes.exception(RecordTooLarge.class, (_, ctx) -> refuse(ctx, Refusal.tooLarge()));
        config.routes.exception(
                HttpResponseException.class, (e, ctx) -> answer(ctx, e.getStatus(), words(e.getStatus()), Map.of()));
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("A request failed", e);
            answer(ctx, 500, SORRY, Map.of());
        });
    }

    private static void refuse(Context ctx, Refusal refusal) {
        refusal.headers().forEach(ctx::header);
        answer(ctx, refusal.status(), String.valueOf(refusal.getMessage()), refusal.data());
    }

    private static void answer(Context ctx, int status, String message, Map<String, String> data) {
        ctx.status(status).contentType(JSON).result(Json.write(new Answer(false, message, data)));
    }

    /** Javalin's own texts repeat the path, which is the caller's. */
    private static String words(int status) {
        return switch (status) {
            case 404 -> "There is nothing here.";
            case 405 -> "This address takes another method.";
            default -> SORRY;
        };
    }
}
