package co.loglife.flow.ingress.http;

import co.loglife.flow.runtime.metrics.Latency;
import io.javalin.config.JavalinConfig;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times every request by its route (never by its path, which is the caller's) and its status. The meters are
 * looked up once.
 */
public final class RequestMetrics {
    private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;

    private RequestMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    private record Counted(String route, int status) {}

    public static void on(JavalinConfig config, MeterRegistry metrics) {
        RequestMetrics requests = new RequestMetrics(metrics);
        config.requestLogger.http((ctx, millis) -> {
            Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
            String route = endpoint == null ? "none" : endpoint.path;
            requests.ended(route, ctx.statusCode(), millis);
            RequestTraces.ended(ctx, route);
        });
    }

    private void ended(String route, int status, float millis) {
        counters.computeIfAbsent(new Counted(route, status), this::counter).increment();
        timers.computeIfAbsent(route, this::timer).record((long) (millis * 1_000), TimeUnit.MICROSECONDS);
    }

    private Counter counter(Counted counted) {
        return Counter.builder("ingress.requests")
                .description("Requests answered")
                .tags("route", counted.route, "status", String.valueOf(counted.status))
                .register(metrics);
    }

    private Timer timer(String route) {
        return Latency.histogram(
                metrics,
                "ingress.request",
                "From a request's first byte to its answer, acknowledgement by Kafka included",
                Tags.of("route", route));
    }
}
