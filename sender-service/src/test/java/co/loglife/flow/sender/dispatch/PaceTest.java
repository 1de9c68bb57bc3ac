package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
    void neverHasMoreThanTheLimitInAnySecond() {
        Pace pace = Pace.perSecond(80 * 0.95);
        Deque<Long> lastSecond = new ArrayDeque<>();
        for (int i = 0; i < 1000; i++) {
            long at = pace.take(0);
            lastSecond.addLast(at);
            while (lastSecond.getFirst() <= at - SECOND) {
                lastSecond.removeFirst();
            }
            assertThat(lastSecond).hasSizeLessThanOrEqualTo(80);
        }
        assertThat(pace.take(0)).isLessThan(14 * SECOND); // and yet uses what there is
    }

    @Test
    void makesUpForAMomentsDelayAndForNoMore() {
        Pace pace = Pace.perSecond(100);
        pace.take(0);
        long late = SECOND + SECOND / 50; // a second and two intervals after

        assertThat(pace.take(late)).isZero();
        assertThat(pace.take(late)).isZero();
        assertThat(pace.take(late)).isEqualTo(SECOND / 200);
        assertThat(pace.take(late)).isEqualTo(SECOND / 200 + SECOND / 100);
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
