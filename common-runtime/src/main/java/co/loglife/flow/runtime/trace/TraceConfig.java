package co.loglife.flow.runtime.trace;

import co.loglife.flow.runtime.EnvReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where spans are exported to: the variables are those that <a
 * href="https://opentelemetry.io/docs/languages/java/configuration/">OpenTelemetry</a> defines for every language.
 *
 * @param properties as its SDK names them, {@code otel.exporter.otlp.endpoint} say; without that one nothing is
 *     exported
 */
public record TraceConfig(Map<String, String> properties) {
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";

    /** Nothing is exported. */
    public static final TraceConfig OFF = new TraceConfig(Map.of());

    public TraceConfig {
        properties = Map.copyOf(properties);
    }

    /** Reads them. */
    public static TraceConfig from(EnvReader env) {
        Map<String, String> all = new HashMap<>();
        env.startingWith("OTEL_")
                .forEach((name, value) ->
                        all.put("otel." + name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        Optional<String> endpoint = env.optionalText(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "traces: OTLP over HTTP, http://collector:4318 say; unset: none. Every other OTEL_ variable holds too");
        endpoint.ifPresent(url -> all.put(ENDPOINT, url));
        env.secret("OTEL_EXPORTER_OTLP_HEADERS", "traces: headers for the collector, name=value separated by commas")
                .ifPresent(headers -> all.put("otel.exporter.otlp.headers", headers.value()));
        if (endpoint.isPresent() && !endpoint.get().matches("https?://\\S+")) {
            env.problem("OTEL_EXPORTER_OTLP_ENDPOINT is not valid (http:// or https://)");
        }
        String protocol = all.getOrDefault("otel.exporter.otlp.protocol", "http/protobuf");
        if (!protocol.equals("http/protobuf")) {
            env.problem("OTEL_EXPORTER_OTLP_PROTOCOL is not valid (http/protobuf is the only one here)");
        }
        return new TraceConfig(all);
    }

    /** Whether spans are exported. */
    public boolean isOn() {
        boolean disabled = Boolean.parseBoolean(properties.get("otel.sdk.disabled"));
        return !disabled && (properties.containsKey(ENDPOINT) || properties.containsKey(TRACES_ENDPOINT));
    }

    /** Headers for the collector are a secret. */
    @Override
    public String toString() {
        return isOn() ? "TraceConfig[on]" : "TraceConfig[off]";
    }
}
