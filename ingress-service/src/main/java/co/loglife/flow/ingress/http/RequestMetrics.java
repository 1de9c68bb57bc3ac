package co.loglife.flow.ingress.http;

import io.javalin.config.JavalinConfig;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts every request by its route (never by its path, which is the caller's) and its status. */
public final class RequestMetrics {
    private RequestMetrics() {}

    public static void on(JavalinConfig config, MeterRegistry metrics) {
        config.requestLogger.http((ctx, _) -> {
            Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
            metrics.counter(
                            "ingress.requests",
                            "route",
                            endpoint == null ? "none" : endpoint.path,
                            "status",
                            String.valueOf(ctx.statusCode()))
                    .increment();
        });
    }
}
