package co.loglife.flow.system;

import static co.loglife.flow.system.ProcessFaults.killed;

import co.loglife.flow.system.ServiceProcess.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F1 to F3: kill -9 of services while messages flow. */
@Tag("system")
final class KilledServiceTest {
    @RegisterExtension
    static final FaultPipeline FAULTS = new FaultPipeline();

    @ParameterizedTest(name = "kill -9 of {1} {0}")
    @CsvSource({"INGRESS, 1", "ROUTER, 1", "ROUTER, 2", "SENDER, 1"})
    void everyAcceptedMessageIsAnsweredOnceAndInOrder(Kind kind, int count) throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            var _ = run.faults("kill -9 of " + count + " " + kind, killed(kind, count))
                    .verify();
        }
    }
}
