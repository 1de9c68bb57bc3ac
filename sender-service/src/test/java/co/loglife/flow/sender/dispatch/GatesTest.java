package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.sender.dispatch.Gates.Pass;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import co.loglife.flow.sender.testing.Unobserved;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GatesTest {
    private static final String NUMBER = "106540352242922";
    private static final Pause MINUTE = new Pause(Duration.ofMinutes(1), Duration.ofMinutes(10));
    private static final Failure ANSWERED = new Failure(131026, "no", ErrorClass.REJECTED);
    private static final Failure LOCAL = new Failure(null, "the file is gone", ErrorClass.REJECTED);

    private final AtomicLong now = new AtomicLong();
    private final Gates gates = new Gates(now::get, new Breaker(5), new Unobserved());

    @Test
    void staysClosedWhenACallThatWasUnderWayPasses() throws InterruptedException {
        Pass stopped = gates.await(NUMBER);
        Pass underWay = gates.await(NUMBER);
        gates.learn(stopped, stop(Scope.ACCOUNT, MINUTE));
        gates.learn(underWay, new Outcome.Accepted("wamid.1"));

        assertThat(gates.closed()).containsExactly(Scope.ACCOUNT);
    }

    static Stream<Outcome> answers() {
        return Stream.of(
                new Outcome.Accepted("wamid.1"),
                new Outcome.Rejected(ANSWERED),
                new Outcome.Retry(ANSWERED, Effort.LIMITED, null),
                new Outcome.PairHeld(ANSWERED, null),
                new Outcome.Slower(ANSWERED, null));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void opensWhenTheProbeIsAnswered(Outcome answer) throws InterruptedException {
        gates.learn(probeOf(Scope.ACCOUNT), answer);

        assertThat(gates.closed()).isEmpty();
    }

    static Stream<Outcome> ofOurOwn() {
        return Stream.of(
                new Outcome.Rejected(LOCAL),
                new Outcome.Retry(LOCAL, Effort.PATIENT, null),
                new Outcome.Stopped(LOCAL, Scope.NUMBER, MINUTE, Effort.ENDLESS));
    }

    @ParameterizedTest
    @MethodSource("ofOurOwn")
    void letsTheNextProbeWhenTheProbeCameToNothingOnOurSide(Outcome local) throws InterruptedException {
        gates.learn(probeOf(Scope.TRANSPORT), local);

        assertThat(gates.closed()).contains(Scope.TRANSPORT);
        assertThat(gates.await("15550000001").probes()).containsExactly(Scope.TRANSPORT);
    }

    @Test
    void letsTheNextProbeWhenTheProbesMessageIsGone() throws InterruptedException {
        gates.release(probeOf(Scope.ACCOUNT));

        assertThat(gates.await(NUMBER).probes()).containsExactly(Scope.ACCOUNT);
    }

    @Test
    void isNotProbedBeforeTheLastTimeThatSomeoneWasAskedToWait() throws InterruptedException {
        Pass first = gates.await(NUMBER);
        Pass second = gates.await(NUMBER);
        gates.learn(first, stop(Scope.ACCOUNT, MINUTE));
        gates.learn(second, stop(Scope.ACCOUNT, MINUTE.atLeast(Duration.ofMinutes(5))));
        now.addAndGet(Duration.ofMinutes(4).toNanos());
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                gates.await(NUMBER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(waiting.join(Duration.ofMillis(100))).isFalse();
        waiting.interrupt();
        waiting.join();
    }

    private Pass probeOf(Scope scope) throws InterruptedException {
        gates.learn(gates.await(NUMBER), stop(scope, MINUTE));
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        Pass probe = gates.await(NUMBER);
        assertThat(probe.probes()).containsExactly(scope);
        return probe;
    }

    private static Outcome stop(Scope scope, Pause pause) {
        return new Outcome.Stopped(new Failure(80007, "no", ErrorClass.THROTTLED), scope, pause, Effort.PATIENT);
    }
}
