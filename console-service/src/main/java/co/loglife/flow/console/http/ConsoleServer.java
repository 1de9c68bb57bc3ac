package co.loglife.flow.console.http;

import co.loglife.flow.console.memory.DeadLetters;
import co.loglife.flow.console.memory.Memory;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.model.Json;
import co.loglife.flow.page.EventStream;
import co.loglife.flow.page.PageFiles;
import co.loglife.flow.runtime.Callers;
import co.loglife.flow.runtime.HealthRoutes;
import co.loglife.flow.runtime.HttpServer;
import co.loglife.flow.runtime.Secret;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console's HTTP: health, the page, its API and its stream, behind the door. */
public final class ConsoleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
    private static final long LONGEST_BODY = 64 << 10;
    private static final List<String> PAGE_FILES = List.of("console.css", "main.js", "list.js", "chat.js");

    private final HttpServer server;
    private final Traces traces;

    private ConsoleServer(HttpServer server, Traces traces) {
        this.server = server;
        this.traces = traces;
    }

    /**
     * Where it listens and who may come.
     *
     * @param tokens without one, this machine alone
     * @param redrive whether dead letters may be sent back
     */
    public record Access(String host, int port, List<Secret> tokens, boolean redrive) {}

    /**
     * What it shows.
     *
     * @param first what a new watcher of the stream is told
     * @param window how far back an id is looked for whose user is not known
     */
    public record Sources(
            Cluster cluster,
            Memory memory,
            DeadLetters letters,
            EventStream stream,
            Supplier<String> first,
            Duration window) {}

    /** Starts it. */
    public static ConsoleServer start(
            Access access, Sources sources, Supplier<Optional<String>> notReady, PrometheusMeterRegistry metrics) {
        InstantSource clock = InstantSource.system();
        Traces traces = new Traces(sources.cluster());
        Door door = new Door(new Callers(access.tokens()), new Sessions(access.tokens()), clock);
        Map<String, Object> about = Map.of(
                "prefix",
                sources.cluster().topics().prefix(),
                "redrive",
                access.redrive(),
                "token",
                !access.tokens().isEmpty());
        ApiRoutes api = new ApiRoutes(sources.memory(), traces, about, sources.window(), clock);
        LetterRoutes letters = new LetterRoutes(
                sources.letters(),
                access.redrive() ? Optional.of(new Redrives(sources.cluster(), clock)) : Optional.empty());
        HttpServer server = HttpServer.start(access.host(), access.port(), "CONSOLE_PORT", javalin -> {
            javalin.http.maxRequestSize = LONGEST_BODY;
            onErrors(javalin);
            HealthRoutes.on(javalin, notReady, metrics);
            PageFiles files = PageFiles.on(javalin, "console-page", PAGE_FILES);
            door.on(javalin, new LoginPage(files.page("login.html")));
            javalin.routes.get("/", door.before(files.page("index.html")));
            api.on(javalin, door);
            letters.on(javalin, door);
            javalin.routes.before("/api/live", door::check);
            sources.stream().on(javalin, "/api/live", sources.first());
        });
        return new ConsoleServer(server, traces);
    }

    private static void onErrors(JavalinConfig config) {
        config.routes.exception(Refused.class, (refused, ctx) -> error(ctx, refused.status(), refused.getMessage()));
        config.routes.exception(
                HttpResponseException.class, (e, ctx) -> error(ctx, e.getStatus(), "There is nothing here."));
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("A request failed", e);
            error(ctx, 500, "Something went wrong here.");
        });
    }

    private static void error(Context ctx, int status, @org.jspecify.annotations.Nullable String why) {
        if (status == 401) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.status(status).contentType("application/json").result(Json.write(Map.of("error", String.valueOf(why))));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        traces.close();
    }
}
