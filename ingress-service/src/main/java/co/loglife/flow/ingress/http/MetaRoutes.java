package co.loglife.flow.ingress.http;

import co.loglife.flow.ingress.graphapi.GraphApiNormalizer;
import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.ingress.graphapi.Verification;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.ingress.publish.Intake;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /whatsapp-incoming}: Meta's verification, and its webhooks. Each is off without its secret. */
public final class MetaRoutes {
    static final String PATH = "/whatsapp-incoming";

    private final Optional<Secret> verifyToken;
    private final Callers callers;
    private final Guesses guesses;
    private final List<Signature> appSecrets;
    private final Bodies bodies;
    private final int bodyLimit;
    private final GraphApiNormalizer normalizer;
    private final Intake intake;
    private final InstantSource clock;
    private final Counter rejected;

    public MetaRoutes(
            Optional<Secret> verifyToken,
            Callers callers,
            Guesses guesses,
            List<Secret> appSecrets,
            Bodies bodies,
            int bodyLimit,
            GraphApiNormalizer normalizer,
            Intake intake,
            InstantSource clock,
            MeterRegistry metrics) {
        this.verifyToken = verifyToken;
        this.callers = callers;
        this.guesses = guesses;
        this.appSecrets = appSecrets.stream().map(Signature::new).toList();
        this.bodies = bodies;
        this.bodyLimit = bodyLimit;
        this.normalizer = normalizer;
        this.intake = intake;
        this.clock = clock;
        this.rejected = Counter.builder("ingress.signature.rejected")
                .description("Webhooks refused because their signature is missing or wrong")
                .register(metrics);
    }

    /** Adds the routes. */
    public void on(JavalinConfig config) {
        config.routes.get(PATH, this::verify);
        config.routes.post(PATH, this::receive);
    }

    private void verify(Context ctx) {
        Secret token = verifyToken.orElseThrow(() -> Refusal.notFound("Verification is off: VERIFY_TOKEN is not set."));
        String address = callers.address(ctx);
        guesses.check(address);
        String challenge = Verification.answer(
                        token,
                        ctx.queryParam("hub.mode"),
                        ctx.queryParam("hub.verify_token"),
                        ctx.queryParam("hub.challenge"))
                .orElseThrow(() -> {
                    guesses.wrong(address);
                    return Refusal.forbidden("The verify token or the mode is not right.");
                });
        ctx.contentType("text/plain")
                .header("X-Content-Type-Options", "nosniff")
                .result(challenge);
    }

    private void receive(Context ctx) {
        if (appSecrets.isEmpty()) {
            throw Refusal.notFound("Meta's webhooks are off: WHATSAPP_APP_SECRET is not set.");
        }
        try (Body body = bodies.read(ctx, bodyLimit)) {
            if (!Signature.holds(appSecrets, body.bytes(), signature(ctx))) {
                rejected.increment();
                throw Refusal.unauthorized("The signature is missing or wrong.");
            }
            JsonNode webhook = parse(body.bytes());
            Instant receivedAt = clock.instant();
            Answers.whenStored(
                    ctx,
                    intake.take(
                            Envelopes.of(ctx, PATH, body.bytes(), receivedAt),
                            normalizer.normalize(webhook, receivedAt)));
        }
    }

    /** Of two signatures nobody can say which one was checked on the way here. */
    private static @Nullable String signature(Context ctx) {
        List<String> all = Collections.list(ctx.req().getHeaders(Signature.HEADER));
        return all.size() == 1 ? all.getFirst() : null;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Trees.ofMeta(body);
        } catch (UnreadableException e) {
            throw Refusal.badRequest("The body is no JSON object: " + e.getMessage() + ".");
        }
    }
}
