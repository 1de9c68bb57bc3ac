package co.loglife.flow.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void tellsTheTraceAndTheSpan() {
        TraceContext context = TraceContext.ofOrNew(PARENT, "vendor=1");

        assertThat(context.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(context.spanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(context.flags()).isEqualTo("01");
        assertThat(context.state()).isEqualTo("vendor=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX: 1"
            })
    void whatIsNotValidIsNoTrace(String parent) {
        assertThat(TraceContext.of(parent, null)).isNull();
        assertThat(TraceContext.ofOrNew(parent, null).parent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1\r\nX: 1", "a=\u2028", ""})
    void aStateThatNoHeaderMayHoldIsLeftOut(String state) {
        assertThat(TraceContext.ofOrNew(PARENT, state).state()).isNull();
    }

    @Test
    void aRecordsHeadersGiveBackWhatWasPutThere() {
        Headers headers = new RecordHeaders().add("traceparent", "old".getBytes(StandardCharsets.US_ASCII));
        TraceContext context = TraceContext.ofOrNew(PARENT, "vendor=1");

        TraceHeaders.put(headers, context);

        assertThat(TraceHeaders.of(headers)).isEqualTo(context);
        assertThat(headers.headers("traceparent")).hasSize(1);
    }

    @Test
    void withoutAnEndpointAStepPassesOnWhatItWasGiven() {
        TraceContext context = TraceContext.begin();
        TraceConfig config = TraceConfig.from(new EnvReader(Map.of("OTEL_TRACES_SAMPLER", "always_off")));

        assertThat(config.isOn()).isFalse();
        try (Tracing tracing = Tracing.of(config, "test");
                Step step = tracing.begin(Step.Kind.CONSUMER, "work", context)) {
            assertThat(step.context()).isEqualTo(context);
        }
    }

    @Test
    void aWrongEndpointOrProtocolIsToldAtTheStart() {
        EnvReader env = new EnvReader(
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
        TraceConfig.from(env);

        Assertions.assertThatThrownBy(env::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT")
                .hasMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL");
    }
}
