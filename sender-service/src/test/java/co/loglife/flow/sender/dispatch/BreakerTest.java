package co.loglife.flow.sender.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BreakerTest {
    private static final int MOST = 5;
    private static final Outcome UNWELL =
            new Outcome.Retry(new Failure(500, "no", ErrorClass.TRANSIENT), Effort.LIMITED, null);
    private static final Outcome OWN =
            new Outcome.Retry(new Failure(500, "No LID for user", ErrorClass.TRANSIENT), Effort.FEW, null);

    private final Breaker breaker = new Breaker(MOST);

    @Test
    void stopsTheWayWhenMoreFailInARowThanAMessageHasTries() {
        for (int i = 0; i < MOST; i++) {
            assertThat(breaker.judge(UNWELL)).isEqualTo(UNWELL);
        }
        assertThat(breaker.judge(UNWELL))
                .isInstanceOfSatisfying(
                        Outcome.Stopped.class, stop -> assertThat(stop.scope()).isEqualTo(Scope.TRANSPORT));
    }

    @Test
    void takesNoNumberOfFailuresThatAreTheMessagesOwnForTheWays() {
        for (int i = 0; i < 3 * MOST; i++) {
            assertThat(breaker.judge(OWN)).isEqualTo(OWN);
        }
        assertThat(breaker.judge(UNWELL)).isEqualTo(UNWELL);
    }

    @Test
    void stopsTheWayWhenNothingButSuchFailuresCome() {
        for (int i = 0; i < 3 * MOST; i++) {
            breaker.judge(OWN);
        }

        assertThat(breaker.judge(OWN)).isInstanceOfSatisfying(Outcome.Stopped.class, stop -> {
            assertThat(stop.scope()).isEqualTo(Scope.TRANSPORT);
            assertThat(stop.effort()).isEqualTo(Effort.LIMITED);
        });
        breaker.judge(new Outcome.Accepted("wamid.1"));
        assertThat(breaker.judge(OWN)).isEqualTo(OWN);
    }

    static Stream<Outcome> thatTellNothing() {
        return Stream.of(
                OWN,
                new Outcome.Rejected(new Failure(null, "the file is gone", ErrorClass.REJECTED)),
                new Outcome.Retry(new Failure(null, "no media store", ErrorClass.CONFIG), Effort.PATIENT, null));
    }

    @ParameterizedTest
    @MethodSource("thatTellNothing")
    void goesOnCountingThroughWhatTellsNothing(Outcome nothing) {
        for (int i = 0; i < MOST; i++) {
            breaker.judge(UNWELL);
        }

        assertThat(breaker.judge(nothing)).isEqualTo(nothing);
        assertThat(breaker.judge(UNWELL)).isInstanceOf(Outcome.Stopped.class);
    }

    @Test
    void beginsAnewAfterAnAnswer() {
        for (int i = 0; i < MOST; i++) {
            breaker.judge(UNWELL);
        }
        breaker.judge(new Outcome.Accepted("wamid.1"));

        assertThat(breaker.judge(UNWELL)).isEqualTo(UNWELL);
    }
}
