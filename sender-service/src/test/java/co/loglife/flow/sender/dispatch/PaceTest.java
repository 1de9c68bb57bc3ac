package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void spreadsANumbersMessagesEvenly() {
        Pace pace = Pace.perSecond(4);

        assertThat(pace.take(0)).isZero();
        assertThat(pace.take(0)).isEqualTo(SECOND / 4);
        assertThat(pace.take(0)).isEqualTo(SECOND / 2);
        assertThat(pace.take(10 * SECOND)).isZero();
    }

    @Test
    void letsAPairHaveABurstAndThenOnePerInterval() {
        Pace pace = new Pace(6 * SECOND, 3);

        assertThat(pace.take(0)).isZero();
        assertThat(pace.take(0)).isZero();
        assertThat(pace.take(0)).isZero();
        assertThat(pace.take(0)).isEqualTo(6 * SECOND);
        assertThat(pace.take(6 * SECOND)).isEqualTo(6 * SECOND);
    }

    @Test
    void hasOnlyItsShare() {
        Pace pace = Pace.perSecond(4);
        pace.share(0.5);

        pace.take(0);
        assertThat(pace.take(0)).isEqualTo(SECOND / 2);
    }

    @Test
    void slowsDownAndRecoversByItself() {
        Pace pace = Pace.perSecond(4);
        pace.slower(0);

        pace.take(0);
        assertThat(pace.take(0)).isEqualTo(SECOND / 2);
        pace.take(60 * SECOND);
        assertThat(pace.take(60 * SECOND)).isEqualTo(SECOND / 4);
    }

    @Test
    void hasNoBurstLeftOnceDrained() {
        Pace pace = new Pace(6 * SECOND, 3);
        pace.drain(0);

        assertThat(pace.take(0)).isEqualTo(6 * SECOND);
    }
}
