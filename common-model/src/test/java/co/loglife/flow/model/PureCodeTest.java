package co.loglife.flow.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class PureCodeTest {
    private static final JavaClasses MODEL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("co.loglife.flow.model");

    @Test
    void theModelKnowsNothingButJackson() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("co.loglife.flow.model..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(MODEL);
    }
}
