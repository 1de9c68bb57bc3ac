package co.loglife.flow.system;

import static co.loglife.flow.system.ProcessFaults.brokerKilled;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.testing.ledger.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** F6: the broker is killed, and comes back: what was under way goes on by itself, and nothing is lost. */
@Tag("system")
final class BrokerOutageTest {
    @RegisterExtension
    static final FaultPipeline FAULTS = new FaultPipeline();

    @Test
    void ingressRefusesMeanwhileAndWhatItTookIsAnswered() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            Verdict verdict = run.faults("kill -9 of the broker", brokerKilled(FAULTS.broker(), FaultPlan.OUTAGE))
                    .verify();
            assertThat(run.load().answers()).containsKey(503);
            assertThat(verdict.doubledSends()).isEmpty();
        }
    }
}
