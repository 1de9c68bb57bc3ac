package co.loglife.flow.runtime.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Steps as spans of the OpenTelemetry SDK, which sends them in batches on a thread of its own. A collector that is away
 * costs spans, never a message. Nothing is global: several services in one process have a tracer each.
 */
final class ExportedTracing implements Tracing {
    private static final Duration LAST_SPANS = Duration.ofSeconds(2);

    /** What holds unless the environment says otherwise. */
    private static final Map<String, String> STANDARD = Map.of(
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none", // Prometheus has them
            "otel.logs.exporter", "none");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private ExportedTracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("co.loglife.flow");
    }

    static ExportedTracing start(Map<String, String> properties, String service) {
        Map<String, String> all = new HashMap<>(STANDARD);
        all.put("otel.service.name", "loglife-flow-" + service);
        all.putAll(properties);
        return new ExportedTracing(AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesCustomizer(_ -> all)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk());
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Step begin(Step.Kind kind, String name, @Nullable TraceContext cause) {
        SpanBuilder span = tracer.spanBuilder(name).setSpanKind(SpanKind.valueOf(kind.name()));
        if (cause == null) {
            span.setNoParent();
        } else {
            SpanContext remote = remote(cause);
            span.setParent(Context.root().with(Span.wrap(remote)));
            if (kind == Step.Kind.CONSUMER) {
                span.addLink(remote); // what tools for messaging look for; the parent keeps one trace to be one tree
            }
        }
        Span begun = span.startSpan();
        return new Seen(begun, context(begun));
    }

    private static SpanContext remote(TraceContext cause) {
        return SpanContext.createFromRemoteParent(
                cause.traceId(), cause.spanId(), TraceFlags.fromHex(cause.flags(), 0), state(cause));
    }

    /** Its own reader takes it apart; what it does not understand it leaves out, as the standard wants it. */
    private static TraceState state(TraceContext cause) {
        if (cause.state() == null) {
            return TraceState.getDefault();
        }
        Map<String, String> carrier = Map.of(TraceContext.PARENT, cause.parent(), TraceContext.STATE, cause.state());
        Context read = W3CTraceContextPropagator.getInstance().extract(Context.root(), carrier, Carrier.INSTANCE);
        return Span.fromContext(read).getSpanContext().getTraceState();
    }

    private static TraceContext context(Span span) {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), carrier, Carrier.INSTANCE);
        return new TraceContext(String.valueOf(carrier.get(TraceContext.PARENT)), carrier.get(TraceContext.STATE));
    }

    private record Seen(Span span, TraceContext context) implements Step {
        @Override
        public Step fact(String key, String value) {
            span.setAttribute(AttributeKey.stringKey(key), value);
            return this;
        }

        @Override
        public Step named(String name) {
            span.updateName(name);
            return this;
        }

        @Override
        public Step failed(String why) {
            span.setStatus(StatusCode.ERROR, why);
            return this;
        }

        @Override
        public void close() {
            span.end();
        }
    }

    @Override
    public void close() {
        sdk.shutdown().join(LAST_SPANS.toMillis(), TimeUnit.MILLISECONDS);
    }
}
