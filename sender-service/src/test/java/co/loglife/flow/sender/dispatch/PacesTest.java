package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Address;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pacing against limits enforced as Meta documents them, on a clock that only the test moves. */
final class PacesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Address ANN = new Address.Phone("15550000001");
    private static final Address BOB = new Address.Phone("15550000002");

    private final Paces paces = new Paces(new Paces.Limits(80, 45, Duration.ofSeconds(6)));

    @Test
    void keepsAPairWithinItsBurstAndRefill() {
        double tokens = 45;
        long before = 0;
        for (int i = 0; i < 100; i++) {
            long at = paces.takePair("1", ANN, 0);
            tokens = Math.min(45, tokens + (double) (at - before) / (6 * SECOND)) - 1;
            before = at;
            assertThat(tokens).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void countsEachPairAndEachNumberByItself() {
        for (int i = 0; i < 100; i++) {
            paces.takePair("1", ANN, 0);
        }

        assertThat(paces.takePair("1", BOB, 0)).isZero();
        assertThat(paces.takePair("2", ANN, 0)).isZero();
    }
}
