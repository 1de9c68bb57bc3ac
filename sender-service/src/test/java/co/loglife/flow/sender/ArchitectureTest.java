package co.loglife.flow.sender;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("co.loglife.flow.sender");

    @Test
    void keepsTheEffectsAtTheRim() {
        noClasses()
                .that()
                .resideInAnyPackage("..sender.dispatch..", "..sender.graphapi..", "..sender.webjs..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "io.javalin..", "java.net.http..", "org.slf4j..", "io.micrometer..")
                .check(CLASSES);
    }

    @Test
    void knowsTheHttpClientInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..sender.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
    }

    @Test
    void letsTheDispatcherKnowNoTransport() {
        noClasses()
                .that()
                .resideInAPackage("..sender.dispatch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..sender.graphapi..", "..sender.webjs..", "..sender.http..", "..sender.kafka..")
                .check(CLASSES);
    }
}
