package co.loglife.flow.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever times records carry, a span between them can be recorded. */
final class LatencyTest {
    private static final Timer TIMER = Latency.histogram(new SimpleMeterRegistry(), "t", "a test's", Tags.empty());

    @ParameterizedTest
    @CsvSource({
        "1000, 1250, PT0.25S",
        "1250, 1000, PT0S",
        "-62135596800000, 1772441100000, PT876000H", // the year 1, other languages' zero
        "-9223372036854775808, 9223372036854775807, PT876000H",
        "9223372036854775807, -9223372036854775808, PT0S"
    })
    void isNeverNegativeNorLongerThanATimerTakes(long from, long to, Duration expected) {
        Duration span = Latency.between(from, to);

        assertThat(span).isEqualTo(expected);
        TIMER.record(span);
    }
}
