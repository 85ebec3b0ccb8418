package io.tidegate.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theCommandLineKnowsTheContractAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.tidegate.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tidegate.workflow",
            "io.tidegate.workflow.policy..",
            "io.tidegate.activity..",
            "io.tidegate.provider..",
            "io.tidegate.worker..",
            "io.tidegate.sandbox..")
        .because("it must still compile if every implementation were deleted")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.tidegate.cli"));
  }
}
