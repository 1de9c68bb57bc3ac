package co.loglife.flow.system;

import static co.loglife.flow.system.ProcessFaults.restarted;
import static co.loglife.flow.system.ProcessFaults.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.system.ServiceProcess.Kind;
import co.loglife.flow.testing.ledger.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** F4: several instances share the work, and each may be stopped. */
@Tag("system")
final class SharedWorkTest {
    @RegisterExtension
    static final FaultPipeline FAULTS = new FaultPipeline();

    @Test
    void aStoppedInstanceEndsCleanlyAndItsPartitionsMove() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            Verdict verdict =
                    run.faults("SIGTERM of one of each", stopped(Kind.values())).verify();
            assertThat(verdict.doubledSends()).isEmpty();
        }
    }

    @Test
    void aRollingRestartOfEverythingLosesAndDoublesNothing() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            Verdict verdict =
                    run.faults("rolling restart", restarted(Kind.values())).verify();
            assertThat(verdict.doubledSends()).isEmpty();
        }
    }
}
