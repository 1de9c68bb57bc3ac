package co.loglife.flow.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Meta's rate limits, with a clock that stands still until it is moved. */
final class LimiterTest {
    private static final LimitFaults PAIR = new LimitFaults(0, true, null);

    private long now;
    private final Limiter limiter = new Limiter(() -> now);

    @Test
    void takesABurstToOnePersonAndThenOneEverySixSeconds() {
        for (int i = 0; i < 45; i++) {
            assertThat(limiter.take(PAIR, "line", "ann")).isEmpty();
        }
        assertThat(limiter.take(PAIR, "line", "ann")).contains(131056);
        assertThat(limiter.take(PAIR, "line", "bob")).isEmpty();

        now += Duration.ofMillis(5900).toNanos();
        assertThat(limiter.take(PAIR, "line", "ann")).contains(131056);
        now += Duration.ofMillis(100).toNanos();
        assertThat(limiter.take(PAIR, "line", "ann")).isEmpty();
        assertThat(limiter.take(PAIR, "line", "ann")).contains(131056);
    }

    @Test
    void takesEightyASecondFromOneNumber() {
        LimitFaults limits = new LimitFaults(80, false, null);
        for (int i = 0; i < 80; i++) {
            assertThat(limiter.take(limits, "line", "user" + i)).isEmpty();
        }
        assertThat(limiter.take(limits, "line", "one more")).contains(130429);
        assertThat(limiter.take(limits, "another line", "one more")).isEmpty();

        now += Duration.ofMillis(500).toNanos();
        long taken = 0;
        while (limiter.take(limits, "line", "user").equals(Optional.empty())) {
            taken++;
        }
        assertThat(taken).isEqualTo(40);
    }

    @Test
    void neverRefusesASteadyRateBelowTheLimit() {
        LimitFaults limits = new LimitFaults(80, false, null);
        for (int i = 0; i < 1000; i++) {
            now += Duration.ofSeconds(1).toNanos() / 76;
            assertThat(limiter.take(limits, "line", "user")).isEmpty();
        }
    }
}
