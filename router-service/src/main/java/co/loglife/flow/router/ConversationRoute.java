package co.loglife.flow.router;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.router.topology.ConversationReader;
import co.loglife.flow.router.topology.ConversationReader.Found;
import co.loglife.flow.router.turn.ConversationView;
import co.loglife.flow.runtime.Secret;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /conversations/{user}}: one conversation as JSON, from whichever router has it. Behind a token, since it
 * is what somebody told the bot.
 */
final class ConversationRoute implements AutoCloseable {
    /** Says that another router asks, which has found us to be the owner: never asked on. */
    private static final String FORWARDED = "X-Router-Forwarded";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Secret token;
    private final CompletableFuture<ConversationReader> reader;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    ConversationRoute(Secret token, CompletableFuture<ConversationReader> reader) {
        this.token = token;
        this.reader = reader;
    }

    void handle(Context ctx) throws InterruptedException {
        String given = ctx.header("Authorization");
        if (given == null || !given.startsWith("Bearer ") || !token.is(given.substring("Bearer ".length()))) {
            ctx.status(HttpStatus.UNAUTHORIZED).result("a bearer token is needed\n");
            return;
        }
        User user = user(ctx.pathParam("user"));
        ConversationReader conversations = reader.getNow(null);
        if (user == null) {
            ctx.status(HttpStatus.BAD_REQUEST).result("not a phone number or another WhatsApp address\n");
            return;
        }
        Found found =
                conversations == null ? new Found.Later() : conversations.find(user, ctx.header(FORWARDED) != null);
        switch (found) {
            case Found.Here(byte[] stored) -> show(ctx, user, stored);
            case Found.There(String host, int port) -> forward(ctx, user, host, port);
            case Found.Nowhere() -> ctx.status(HttpStatus.NOT_FOUND).result("no conversation with this user\n");
            case Found.Later() -> later(ctx);
        }
    }

    private static void show(Context ctx, User user, byte[] stored) {
        try {
            ctx.contentType("application/json").result(Json.write(ConversationView.of(user.key(), stored)));
        } catch (UnreadableException e) {
            ctx.status(HttpStatus.INTERNAL_SERVER_ERROR).result("the conversation cannot be read\n");
        }
    }

    private void forward(Context ctx, User user, String host, int port) throws InterruptedException {
        String path = URLEncoder.encode(user.key(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(String.format(Locale.ROOT, "http://%s:%d/conversations/%s", host, port, path)))
                .header("Authorization", "Bearer " + token.value())
                .header(FORWARDED, "true")
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            ctx.status(answer.statusCode())
                    .contentType(answer.headers().firstValue("Content-Type").orElse("text/plain"))
                    .result(answer.body());
        } catch (IOException _) { // it may be gone, and its partitions on their way to another
            later(ctx);
        }
    }

    private static void later(Context ctx) {
        ctx.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "1")
                .result("conversations are being handed over, try again\n");
    }

    private static @Nullable User user(String text) {
        try {
            return Address.parse(text).user();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
