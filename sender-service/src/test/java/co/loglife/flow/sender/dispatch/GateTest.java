package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.sender.dispatch.Outcome.Pause;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class GateTest {
    private static final Pause PAUSE = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final AtomicLong now = new AtomicLong();
    private final Gate gate = new Gate(now::get);

    @Test
    void isOpenAtFirst() throws InterruptedException {
        assertThat(gate.isClosed()).isFalse();
        assertThat(gate.await()).isFalse();
    }

    @Test
    void letsAProbeThroughAfterThePause() throws InterruptedException {
        gate.close(PAUSE, false);
        pass(Duration.ofSeconds(1));

        assertThat(gate.await()).isTrue();
        assertThat(gate.isClosed()).isTrue();
    }

    @Test
    void doublesThePauseWithEachProbeThatFails() throws InterruptedException {
        assertThat(gate.close(PAUSE, false)).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        gate.await();
        assertThat(gate.close(PAUSE, true)).isEqualTo(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(2));
        gate.await();
        assertThat(gate.close(PAUSE, true)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void doesNotCountThoseThatWereUnderWay() {
        gate.close(PAUSE, false);

        assertThat(gate.close(PAUSE, false)).isZero();
    }

    @Test
    void opensWhenAProbePasses() throws InterruptedException {
        gate.close(PAUSE, false);
        pass(Duration.ofSeconds(1));
        gate.await();

        assertThat(gate.open()).isTrue();
        assertThat(gate.await()).isFalse();
        assertThat(gate.close(PAUSE, false)).isEqualTo(Duration.ofSeconds(1)); // it begins anew
    }

    @Test
    void letsTheNextProbeWhenOneToldNothing() throws InterruptedException {
        gate.close(PAUSE, false);
        pass(Duration.ofSeconds(1));
        gate.await();
        gate.probeToldNothing();

        assertThat(gate.await()).isTrue();
    }

    @Test
    void isProbedAtOnceWhenTheReasonMayBeGone() throws InterruptedException {
        gate.close(PAUSE, false);
        gate.probeNow();

        assertThat(gate.await()).isTrue();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
