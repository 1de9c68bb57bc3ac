package co.loglife.flow.ingress.http;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.ingress.publish.Intake;
import co.loglife.flow.ingress.webjs.WebAck;
import co.loglife.flow.ingress.webjs.WebNormalizer;
import co.loglife.flow.ingress.webjs.WebPayload;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.media.MediaReference;
import co.loglife.flow.runtime.media.MediaStore;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /webhook}: the Web client's messages; {@code /webhook/status}: its acks. */
public final class WebRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(WebRoutes.class);
    private static final String PATH = "/webhook";
    private static final String STATUS_PATH = "/webhook/status";
    private static final int STATUS_LIMIT = 64 << 10;

    private final Access access;
    private final Bodies bodies;
    private final int bodyLimit;
    private final WebNormalizer normalizer;
    private final MediaStore media;
    private final Intake intake;
    private final InstantSource clock;
    private final Supplier<String> newId;

    public WebRoutes(
            Access access,
            Bodies bodies,
            int bodyLimit,
            WebNormalizer normalizer,
            MediaStore media,
            Intake intake,
            InstantSource clock,
            Supplier<String> newId) {
        this.access = access;
        this.bodies = bodies;
        this.bodyLimit = bodyLimit;
        this.normalizer = normalizer;
        this.media = media;
        this.intake = intake;
        this.clock = clock;
        this.newId = newId;
    }

    /** Adds the routes. */
    public void on(JavalinConfig config) {
        config.routes.post(PATH, this::receive);
        config.routes.post(STATUS_PATH, this::status);
    }

    /** A payload and where its file was put; null where it has none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(
            WebPayload payload, byte[] body, @Nullable Media file) {}

    private void receive(Context ctx) {
        access.check(ctx);
        Bodies.requireJson(ctx);
        try (Body body = bodies.read(ctx, bodyLimit)) {
            Instant receivedAt = clock.instant();
            Stored stored = store(new WebPayload(parse(body.bytes())), body.bytes());
            List<Normalized> elements =
                    orRefuse(() -> normalizer.normalize(stored.payload, stored.file, newId.get(), receivedAt));
            Answers.whenStored(ctx, intake.take(Envelopes.of(ctx, PATH, stored.body, receivedAt), elements));
        }
    }

    private void status(Context ctx) {
        access.check(ctx);
        Bodies.requireJson(ctx);
        try (Body body = bodies.read(ctx, STATUS_LIMIT)) {
            Instant receivedAt = clock.instant();
            JsonNode json = parse(body.bytes());
            Normalized element = orRefuse(() -> WebAck.normalize(json, receivedAt));
            Answers.whenStored(
                    ctx, intake.take(Envelopes.of(ctx, STATUS_PATH, body.bytes(), receivedAt), List.of(element)));
        }
    }

    private Stored store(WebPayload payload, byte[] body) {
        Optional<byte[]> file = payload.file();
        if (file.isEmpty()) {
            return new Stored(payload, body, null);
        }
        try {
            MediaReference reference = media.put(file.get());
            WebPayload slim = payload.withFileAt(reference, file.get().length);
            return new Stored(slim, Json.write(slim.json()), reference.media(payload.mimeType(), file.get().length));
        } catch (IOException e) {
            LOG.error("A file could not be stored; its sender is told to repeat it", e);
            throw Refusal.tryLater();
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Trees.ofOurs(body);
        } catch (UnreadableException e) {
            throw Refusal.badRequest("Sorry, this message could not be read: " + e.getMessage() + ".");
        }
    }

    private static <T> T orRefuse(Supplier<T> normalize) {
        try {
            return normalize.get();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("Sorry, this message could not be read: " + e.getMessage() + ".");
        }
    }
}
