package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicyTest {
    private static final Failure FAILURE = new Failure(1, "no", ErrorClass.TRANSIENT);
    private static final Policy POLICY = new Policy(
            5,
            Duration.ofHours(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(6),
            Duration.ofSeconds(30),
            Policy.Unsettled.RESEND);
    private static final Duration BARELY_TOO_LONG = Duration.ofHours(1).plusMillis(1);

    static Stream<Arguments> attempts() {
        return Stream.of(
                // outcome, failures, pair holds, trying, random, what follows
                row(new Outcome.Accepted("w"), 0, 0, Duration.ZERO, 1, new Decision.Done("w")),
                row(new Outcome.Rejected(FAILURE), 0, 0, Duration.ZERO, 1, new Decision.GiveUp(FAILURE)),
                row(new Outcome.Unknown(FAILURE), 1, 0, Duration.ZERO, 1, new Decision.LookForEvidence(FAILURE)),
                // full jitter below a wait that doubles up to a bound
                row(retry(Effort.LIMITED), 1, 0, Duration.ZERO, 1, again(1000)),
                row(retry(Effort.LIMITED), 2, 0, Duration.ZERO, 1, again(2000)),
                row(retry(Effort.LIMITED), 3, 0, Duration.ZERO, 1, again(4000)),
                row(retry(Effort.LIMITED), 4, 0, Duration.ZERO, 1, again(6000)),
                row(retry(Effort.LIMITED), 2, 0, Duration.ZERO, 0.25, again(500)),
                row(retry(Effort.LIMITED), 2, 0, Duration.ZERO, 0, again(0)),
                // Retry-After is a lower bound
                row(retryAfter(90), 1, 0, Duration.ZERO, 0, again(90_000)),
                row(retryAfter(0), 1, 0, Duration.ZERO, 1, again(1000)),
                // the last try, by effort and by age
                row(retry(Effort.FEW), 2, 0, Duration.ZERO, 0, again(0)),
                row(retry(Effort.FEW), 3, 0, Duration.ZERO, 0, new Decision.GiveUp(FAILURE)),
                row(retry(Effort.LIMITED), 5, 0, Duration.ZERO, 0, new Decision.GiveUp(FAILURE)),
                row(retry(Effort.LIMITED), 1, 0, BARELY_TOO_LONG, 0, new Decision.GiveUp(FAILURE)),
                row(retry(Effort.PATIENT), 99, 0, Duration.ZERO, 0, again(0)),
                // what only waits waits longer and longer too
                row(retry(Effort.PATIENT), 0, 3, Duration.ZERO, 1, again(4000)),
                // told to wait for longer than is left
                row(retryAfter(7200), 1, 0, Duration.ofMinutes(59), 0, again(7_200_000)),
                row(retry(Effort.PATIENT), 99, 0, BARELY_TOO_LONG, 0, new Decision.GiveUp(FAILURE)),
                row(retry(Effort.ENDLESS), 99, 0, BARELY_TOO_LONG, 0, again(0)),
                // a pair waits 4^n seconds
                row(new Outcome.PairHeld(FAILURE, null), 0, 1, Duration.ZERO, 1, again(1000)),
                row(new Outcome.PairHeld(FAILURE, null), 0, 2, Duration.ZERO, 1, again(4000)),
                row(new Outcome.PairHeld(FAILURE, null), 0, 3, Duration.ZERO, 1, again(16_000)),
                row(new Outcome.PairHeld(FAILURE, null), 0, 4, Duration.ZERO, 1, again(64_000)),
                row(new Outcome.PairHeld(FAILURE, Duration.ofSeconds(40)), 0, 2, Duration.ZERO, 1, again(40_000)),
                row(new Outcome.PairHeld(FAILURE, Duration.ofSeconds(40)), 0, 4, Duration.ZERO, 1, again(64_000)),
                // a stop makes it wait by itself
                row(stopped(Effort.ENDLESS), 0, 0, BARELY_TOO_LONG, 1, again(0)),
                row(stopped(Effort.FEW), 3, 0, Duration.ZERO, 1, new Decision.GiveUp(FAILURE)),
                row(new Outcome.Slower(FAILURE, Duration.ofSeconds(3)), 0, 0, Duration.ZERO, 0, again(3000)));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void decidesWhatFollows(
            Outcome outcome, int failures, int pairHolds, Duration trying, double random, Decision decision) {
        assertThat(POLICY.after(outcome, failures, pairHolds, trying, random)).isEqualTo(decision);
    }

    @Test
    void triesAgainWhatWasNotSentLikeAnythingThatFailed() {
        assertThat(POLICY.notSent(FAILURE, 2, 1)).isEqualTo(again(2000));
        assertThat(POLICY.notSent(FAILURE, 5, 1)).isEqualTo(new Decision.GiveUp(FAILURE));
    }

    private static Arguments row(
            Outcome outcome, int failures, int pairHolds, Duration trying, double random, Decision decision) {
        return Arguments.of(outcome, failures, pairHolds, trying, random, decision);
    }

    private static Outcome retry(Effort effort) {
        return new Outcome.Retry(FAILURE, effort, null);
    }

    private static Outcome retryAfter(long seconds) {
        return new Outcome.Retry(FAILURE, Effort.LIMITED, Duration.ofSeconds(seconds));
    }

    private static Outcome stopped(Effort effort) {
        return new Outcome.Stopped(
                FAILURE, Scope.TRANSPORT, new Pause(Duration.ofSeconds(1), Duration.ofSeconds(1)), effort);
    }

    private static Decision again(long millis) {
        return new Decision.TryAgain(FAILURE, Duration.ofMillis(millis));
    }
}
