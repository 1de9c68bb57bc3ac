package co.loglife.flow.ingress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What a webhook means is decided without the world: no Kafka, no HTTP, no log, no clock. */
class PurityTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("co.loglife.flow.ingress");

    @Test
    void whatDecidesTouchesNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("..normalized..", "..graphapi..", "..webjs..", "..outgoing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "io.javalin..", "java.net.http..", "org.slf4j..", "io.micrometer..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("..ingress.publish..", "..ingress.http..", "java.nio.file..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(CLASSES);
    }

    @Test
    void onlyTheRimKnowsKafka() {
        noClasses()
                .that()
                .resideInAPackage("..ingress.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(CLASSES);
    }
}
