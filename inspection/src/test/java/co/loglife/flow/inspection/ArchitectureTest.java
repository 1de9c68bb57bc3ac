package co.loglife.flow.inspection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("co.loglife.flow.inspection");

    @Test
    void putsWaysTogetherWithoutKafka() {
        noClasses()
                .that()
                .resideInAPackage("..inspection.way..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.javalin..", "java.net.http..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void speaksToNobodyButKafka() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "java.net.http..", "org.slf4j..")
                .check(CLASSES);
    }
}
