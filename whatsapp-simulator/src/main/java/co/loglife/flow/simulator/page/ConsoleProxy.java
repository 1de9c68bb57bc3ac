package co.loglife.flow.simulator.page;

import co.loglife.flow.runtime.Callers;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.http.HttpAnswer;
import co.loglife.flow.simulator.http.Wire;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The console's API under our own origin, {@code /console/api/…}, so that the page can show what is on the topics: the
 * simulator itself knows no Kafka. The console's token is added here and never reaches the browser.
 */
public final class ConsoleProxy implements AutoCloseable {
    private static final Set<String> READ =
            Set.of("about", "conversations", "conversation", "way", "dead-letters", "live");
    private static final Set<String> WRITTEN = Set.of("redrive");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI console;
    private final Optional<Secret> token;
    private final boolean localOnly;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * A proxy.
     *
     * @param localOnly the simulator is for this machine: requests by another name, as a page of another site could
     *     make them, are refused
     */
    public ConsoleProxy(URI console, Optional<Secret> token, boolean localOnly) {
        this.console = console;
        this.token = token;
        this.localOnly = localOnly;
    }

    /** Adds the routes. */
    public void on(JavalinConfig config) {
        config.routes.get("/console/api/{what}", ctx -> pass(ctx, READ));
        config.routes.post("/console/api/{what}", ctx -> pass(ctx, WRITTEN));
    }

    private void pass(Context ctx, Set<String> known) throws InterruptedException {
        String what = ctx.pathParam("what");
        if (!known.contains(what)) {
            Wire.write(ctx, error(404, "There is nothing here."));
        } else if (localOnly && !Callers.isLocalName(ctx.req().getServerName())) {
            Wire.write(ctx, error(403, "Only this machine may see this."));
        } else if (!known.equals(READ) && !Callers.isFromOwnPage(ctx)) {
            Wire.write(ctx, error(403, "This was sent by a page of another site."));
        } else {
            pass(ctx, what);
        }
    }

    private void pass(Context ctx, String what) throws InterruptedException {
        HttpRequest request = request(ctx, what);
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                ctx.status(answer.statusCode())
                        .contentType(answer.headers().firstValue("Content-Type").orElse("application/json"))
                        .header("Cache-Control", "no-store");
                copy(body, ctx.res().getOutputStream());
            }
        } catch (IOException _) {
            // Either side is gone: the console, or the browser that no longer watches.
            if (!ctx.res().isCommitted()) {
                Wire.write(ctx, error(503, "The console does not answer."));
            }
        }
    }

    private HttpRequest request(Context ctx, String what) {
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve("/api/" + what + query));
        if (what.equals("live")) {
            request.header("Accept", "text/event-stream"); // it ends when somebody goes
        } else {
            request.timeout(PATIENCE);
        }
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.value()));
        if (ctx.method().name().equals("POST")) {
            Optional.ofNullable(ctx.header("Content-Type")).ifPresent(type -> request.header("Content-Type", type));
            request.POST(BodyPublishers.ofByteArray(ctx.bodyAsBytes()));
        }
        return request.build();
    }

    /** Each piece as it comes: an event must not wait for the next. */
    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[8192];
        for (int size = from.read(piece); size >= 0; size = from.read(piece)) {
            to.write(piece, 0, size);
            to.flush();
        }
    }

    private static HttpAnswer error(int status, String why) {
        return HttpAnswer.json(status, Map.of("error", why));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
