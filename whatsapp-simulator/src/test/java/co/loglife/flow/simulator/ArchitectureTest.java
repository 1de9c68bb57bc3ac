package co.loglife.flow.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("co.loglife.flow.simulator");

    /** Checks, webhooks, plans and chats are values and functions: the world is at the rim. */
    @Test
    void keepsThePurePartsPure() {
        String pure = ".*(Checks|Shape|Checked|Refusal|GraphError|GraphCodes|GraphWebhooks|WebWebhooks|SendRequest"
                + "|Utterance|GraphSpeech|WebSpeech|Shown|RetryPolicy|ReportPlan|Bucket|Limiter|Rule|Faults|Chats"
                + "|Bubble|Said|MessageIds|Calls|Call)(\\$.*)?";
        noClasses()
                .that()
                .haveNameMatching(pure)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.javalin..", "org.eclipse.jetty..", "java.net.http..", "org.slf4j..", "org.apache.kafka..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void knowsNoKafka() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void hasNoCirclesAmongItsPackages() {
        slices().matching("co.loglife.flow.simulator.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
