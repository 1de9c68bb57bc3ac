package co.loglife.flow.router;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    @Test
    void theBotAndItsTurnsArePure() {
        noClasses()
                .that()
                .resideInAnyPackage("..router.loglife..", "..router.turn..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "io.javalin..",
                        "java.net.http..",
                        "org.slf4j..",
                        "io.micrometer..",
                        "co.loglife.flow.runtime..",
                        "..router.topology..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("co.loglife.flow.router"));
    }
}
