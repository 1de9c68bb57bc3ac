package co.loglife.flow.ingress.http;

import co.loglife.flow.runtime.trace.Step;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.Tracing;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/**
 * The trace of each request: the caller's where it gives one, else a new one. While spans are exported each request
 * that brings something is one, and its records follow from it.
 */
public final class RequestTraces {
    private static final String STEP = "step";
    private static final int SERVER_ERROR = 500;

    private RequestTraces() {}

    /** Begins a step with each request that brings something. */
    public static void on(JavalinConfig config, Tracing tracing) {
        if (!tracing.isOn()) {
            return;
        }
        config.routes.before(ctx -> {
            if (ctx.method().equals(HandlerType.POST)) {
                Step step = tracing.begin(Step.Kind.SERVER, "POST", given(ctx));
                ctx.attribute(STEP, step.fact("http.request.method", "POST"));
            }
        });
    }

    /** The request was answered. */
    static void ended(Context ctx, String route) {
        Step step = ctx.attribute(STEP);
        if (step == null) {
            return;
        }
        int status = ctx.statusCode();
        step.named("POST " + route).fact("http.route", route).fact("http.response.status_code", String.valueOf(status));
        if (status >= SERVER_ERROR) {
            step.failed("answered " + status);
        }
        step.close();
    }

    /** What the request's records carry. */
    static TraceContext of(Context ctx) {
        Step step = ctx.attribute(STEP);
        TraceContext known = step == null ? given(ctx) : step.context();
        return known == null ? TraceContext.begin() : known;
    }

    private static @Nullable TraceContext given(Context ctx) {
        return TraceContext.of(ctx.header(TraceContext.PARENT), ctx.header(TraceContext.STATE));
    }
}
