package co.loglife.flow.runtime;

import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;

/**
 * {@code /live} (the process answers; never looks at Kafka), {@code /ready} (it can do its work, else 503 with the
 * reason) and {@code /metrics} (Prometheus).
 */
public final class HealthRoutes {
    /** Prometheus' text format. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private HealthRoutes() {}

    /** Adds the three routes. */
    public static void on(JavalinConfig config, Supplier<Optional<String>> notReady, PrometheusMeterRegistry metrics) {
        Gauge.builder("ready", notReady, reason -> reason.get().isEmpty() ? 1 : 0)
                .description("1 while the service can do its work")
                .strongReference(true) // the routes hold it too, but that is not ours to count on
                .register(metrics);
        config.jetty.modifyServer(server -> connections(server, metrics));
        config.routes.get("/live", ctx -> ctx.result("live\n"));
        config.routes.get(
                "/ready",
                ctx -> notReady.get()
                        .ifPresentOrElse(
                                why -> ctx.status(HttpStatus.SERVICE_UNAVAILABLE)
                                        .result("not ready: " + why + "\n"),
                                () -> ctx.result("ready\n")));
        config.routes.get("/metrics", ctx -> ctx.contentType(METRICS).result(metrics.scrape()));
    }

    private static void connections(Server server, PrometheusMeterRegistry metrics) {
        Gauge.builder(
                        "http.connections",
                        server,
                        it -> Arrays.stream(it.getConnectors())
                                .mapToInt(connector ->
                                        connector.getConnectedEndPoints().size())
                                .sum())
                .description("Connections that are open")
                .register(metrics);
    }
}
