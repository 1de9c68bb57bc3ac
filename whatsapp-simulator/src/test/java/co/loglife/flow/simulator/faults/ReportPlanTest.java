package co.loglife.flow.simulator.faults;

import static co.loglife.flow.simulator.chats.Ticks.DELIVERED;
import static co.loglife.flow.simulator.chats.Ticks.FAILED;
import static co.loglife.flow.simulator.chats.Ticks.READ;
import static co.loglife.flow.simulator.chats.Ticks.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.simulator.chats.Ticks;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ReportPlanTest {
    @Test
    void reportsSentDeliveredAndReadAtTheirTimes() {
        assertThat(plan(new StatusFaults(null, List.of(10, 50, 200), 0, 0, 0, null)))
                .containsExactly(
                        new Report(SENT, Duration.ofMillis(10)),
                        new Report(DELIVERED, Duration.ofMillis(40)),
                        new Report(READ, Duration.ofMillis(150)));
    }

    @Test
    void leavesOutWhatHasNoTime() {
        assertThat(ranks(new StatusFaults(true, List.of(0), 0, 0, 0, null))).containsExactly(SENT);
        assertThat(ranks(new StatusFaults(false, null, 0, 0, 0, null))).isEmpty();
    }

    @Test
    void repeatsReordersAndFailsAsProbablyAsTold() {
        assertThat(ranks(new StatusFaults(null, null, 1, 0, 0, null)))
                .containsExactly(SENT, SENT, DELIVERED, DELIVERED, READ, READ);
        assertThat(ranks(new StatusFaults(null, null, 0, 1, 0, null))).containsExactly(READ, DELIVERED, SENT);
        assertThat(ranks(new StatusFaults(null, null, 0, 0, 1, 131049))).containsExactly(FAILED);
    }

    @Test
    void isTheSameForTheSameSeed() {
        StatusFaults faults = new StatusFaults(null, null, 0.5, 0.5, 0.1, null);

        assertThat(ReportPlan.of(faults, false, new SplittableRandom(7)))
                .isEqualTo(ReportPlan.of(faults, false, new SplittableRandom(7)));
    }

    private static List<Report> plan(StatusFaults faults) {
        return ReportPlan.of(faults, false, new SplittableRandom(1));
    }

    private static List<Ticks> ranks(StatusFaults faults) {
        return plan(faults).stream().map(Report::reached).toList();
    }
}
