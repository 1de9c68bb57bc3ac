package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.testing.ledger.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** F9 to F13: what goes wrong at WhatsApp's side. None of it loses, doubles, reorders or buries a message. */
@Tag("system")
final class WhatsAppFaultsTest {
    private static final Duration TOLD = Duration.ofSeconds(2);
    private static final Duration UNTOLD = Duration.ZERO;

    @RegisterExtension
    static final FaultPipeline FAULTS = new FaultPipeline();

    @Test
    void tooMuchOfSomethingHoldsOnlyWhatItConcernsAndForAsLongAsItIsTold() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            run.faults("429", WhatsAppFaults.refusesSome(429, 613, UNTOLD))
                    .faults("131056", WhatsAppFaults.refusesSome(400, 131056, UNTOLD))
                    .faults("130429", WhatsAppFaults.refusesAll(400, 130429, UNTOLD));
            Instant told = Instant.now();
            Verdict verdict = run.faults("429, Retry-After", WhatsAppFaults.refusesSome(429, 613, TOLD))
                    .faults("130429, Retry-After", WhatsAppFaults.refusesAll(429, 130429, TOLD))
                    .verify();
            WhatsAppFaults.requireObeyed(run, told, TOLD);
            requireNothingDoubledOrBuried(verdict);
        }
    }

    @Test
    void anApiThatIsDownIsProbedAndThenDrainedInOrder() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            requireNothingDoubledOrBuried(run.faults("Graph API answers 500", WhatsAppFaults.down(500))
                    .faults("Graph API answers 503", WhatsAppFaults.down(503))
                    .verify());
        }
    }

    @Test
    void anUnknownOutcomeIsSettledByEvidenceOrPolicyAndNeverByRepeating() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            requireNothingDoubledOrBuried(run.faults("no answer, or none that says anything", WhatsAppFaults.silences())
                    .verify());
        }
    }

    @Test
    void aDeadTokenHoldsTheBusinessApiUntilThereIsANewOne() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            requireNothingDoubledOrBuried(run.faults("token dead (190)", WhatsAppFaults.tokenDies(FAULTS.tokenFile()))
                    .verify());
        }
    }

    @Test
    void aWebClientThatFailsHoldsOnlyTheWeb() throws Exception {
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline())) {
            requireNothingDoubledOrBuried(run.faults(
                            "Web client slow, logged out, gone, back without memory", WhatsAppFaults.webClientFails())
                    .verify());
        }
    }

    private static void requireNothingDoubledOrBuried(Verdict verdict) {
        assertThat(verdict.doubledSends()).isEmpty();
        assertThat(verdict.counts().deadLetters()).isZero();
    }
}
