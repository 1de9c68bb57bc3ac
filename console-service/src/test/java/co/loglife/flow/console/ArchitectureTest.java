package co.loglife.flow.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("co.loglife.flow.console");

    @Test
    void whatIsShownAndRememberedIsPure() {
        noClasses()
                .that()
                .resideInAnyPackage("..console.view..", "..console.memory..")
                .or()
                .haveNameMatching(".*(Sessions|Guesses|Counts|Changes|Stats)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "io.javalin..", "java.net.http..", "org.slf4j..", "io.micrometer..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    /** Reading has one place in inspection, without a group; nothing here could move anybody's offsets. */
    @Test
    void commitsNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.kafka.clients.producer.KafkaProducer")
                .orShould()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                "commitSync|commitAsync|subscribe|alterConsumerGroupOffsets")))
                .check(CLASSES);
    }

    @Test
    void hasNoCirclesAmongItsPackages() {
        slices().matching("co.loglife.flow.console.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
