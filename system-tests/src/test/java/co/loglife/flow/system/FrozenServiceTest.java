package co.loglife.flow.system;

import static co.loglife.flow.system.ProcessFaults.frozen;

import co.loglife.flow.system.ServiceProcess.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** F5: a process that stands still for so long that others do its work, and then goes on as if nothing had been. */
@Tag("system")
final class FrozenServiceTest {
    @RegisterExtension
    static final FaultPipeline FAULTS = new FaultPipeline();

    @Test
    void aZombieSendsNothingThatIsNoLongerItsToSend() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            var _ = run.faults(
                            "SIGSTOP of a router and a sender, then SIGCONT",
                            frozen(FaultPlan.PAUSE, Kind.ROUTER, Kind.SENDER))
                    .verify();
        }
    }
}
