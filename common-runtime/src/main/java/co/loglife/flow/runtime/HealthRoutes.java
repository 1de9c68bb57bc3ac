package co.loglife.flow.runtime;

import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;

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
}
