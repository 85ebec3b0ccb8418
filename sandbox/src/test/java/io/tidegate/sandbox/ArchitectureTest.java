package io.tidegate.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses SANDBOX =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidegate.sandbox");

  @Test
  void theSandboxSharesNoClassWithTheRest() {
    DescribedPredicate<JavaClass> ours =
        DescribedPredicate.describe(
            "belong to Tidegate, but not to the sandbox",
            type ->
                type.getPackageName().startsWith("io.tidegate")
                    && !type.getPackageName().startsWith("io.tidegate.sandbox"));

    noClasses()
        .should()
        .dependOnClassesThat(ours)
        .because("the two meet on the wire, so that a shared misunderstanding cannot hide")
        .check(SANDBOX);
  }

  @Test
  void theCoreKnowsNoWire() {
    noClasses()
        .that()
        .resideInAPackage("io.tidegate.sandbox.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tidegate.sandbox.dialect..",
            "io.tidegate.sandbox.admin..",
            "io.tidegate.sandbox.http..",
            "io.tidegate.sandbox.fault..",
            "com.sun.net.httpserver..")
        .because("there is one truth, and each dialect is only a way to speak of it")
        .check(SANDBOX);
  }

  @Test
  void prechecksAndEngineKnowNoWire() {
    noClasses()
        .that()
        .resideInAnyPackage("io.tidegate.sandbox.precheck..", "io.tidegate.sandbox.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tidegate.sandbox.dialect..",
            "io.tidegate.sandbox.admin..",
            "io.tidegate.sandbox.http..")
        .allowEmptyShould(true)
        .because("what databases are asked must not depend on who asks")
        .check(SANDBOX);
  }

  @Test
  void dialectsTouchNoDatabase() {
    noClasses()
        .that()
        .resideInAPackage("io.tidegate.sandbox.dialect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tidegate.sandbox.precheck..", "io.tidegate.sandbox.engine..", "java.sql..")
        .because("an action maps, the core rules")
        .check(SANDBOX);
  }

  @Test
  void dialectsAreStrangers() {
    slices()
        .matching("io.tidegate.sandbox.dialect.(*)..")
        .should()
        .notDependOnEachOther()
        .because("each dialect must be able to change when its service does, and only then")
        .check(SANDBOX);
  }
}
