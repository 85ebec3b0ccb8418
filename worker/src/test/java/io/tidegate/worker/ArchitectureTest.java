package io.tidegate.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house's directions. This module sees all of them on one class path. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tidegate");

  private static final List<String> CLOCKS =
      List.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.Clock");

  static Stream<ArchRule> rules() {
    return Stream.of(
        noClasses()
            .that()
            .resideInAPackage("io.tidegate.workflow.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.tidegate.workflow",
                "io.tidegate.workflow.policy..",
                "io.tidegate.activity..",
                "io.tidegate.provider..",
                "io.tidegate.worker..")
            .because("everything of ours points at the contract, and the contract at nothing"),
        noClasses()
            .that()
            .resideInAPackage("io.tidegate.workflow.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tidegate.workflow", "io.temporal..", "java.net..", "java.sql..")
            .because("a decision is a pure function: data in, data out"),
        noClasses()
            .that()
            .resideInAPackage("io.tidegate.workflow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.tidegate.activity..",
                "io.tidegate.provider..",
                "io.tidegate.worker..",
                "java.net..",
                "java.sql..",
                "java.nio.file..",
                "org.springframework..",
                "okhttp3..")
            .because("workflow code is replayed: it may only compute, wait and call activities"),
        noClasses()
            .that()
            .resideInAPackage("io.tidegate.workflow..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.util\\.concurrent\\.(CompletableFuture|Executors|ExecutorService"
                    + "|ThreadLocalRandom)|java\\.util\\.(Random|Timer)|java\\.lang\\.Thread")
            .because("threads and chance differ between a run and its replay"),
        noClasses()
            .that()
            .resideInAPackage("io.tidegate.workflow..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .because("the workflow's clock and chance are Temporal's"),
        noClasses()
            .that()
            .resideInAPackage("io.tidegate.workflow..")
            .should(
                com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "now() of a clock of the machine",
                        call ->
                            call.getTarget().getName().equals("now")
                                && CLOCKS.contains(call.getTargetOwner().getName()))))
            .because("the workflow's clock is Temporal's"),
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.tidegate.workflow..")
            .and()
            .areStatic()
            .should()
            .beFinal()
            .because("a static that changes is shared by all workflows of a worker"),
        noClasses()
            .that()
            .resideInAPackage("io.tidegate.provider..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.temporal..", "io.tidegate.activity..", "io.tidegate.worker..")
            .because("a provider knows nothing of Temporal; only activities know both worlds"),
        noClasses()
            .that()
            .resideInAnyPackage("io.tidegate.workflow..", "io.tidegate.activity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.tidegate.provider.alibaba..",
                "io.tidegate.provider.oms..",
                "io.tidegate.provider.tencent..")
            .because("another dialect is one package and a registration in the worker"),
        noClasses()
            .that()
            .resideInAPackage("io.tidegate.provider")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.tidegate.provider.alibaba..",
                "io.tidegate.provider.oms..",
                "io.tidegate.provider.tencent..")
            .because("the face knows none of its dialects"),
        slices()
            .matching("io.tidegate.provider.(*)..")
            .should()
            .notDependOnEachOther()
            // What every client of a service is made of.
            .ignoreDependency(
                JavaClass.Predicates.resideInAPackage("io.tidegate.provider.."),
                JavaClass.Predicates.resideInAnyPackage(
                    "io.tidegate.provider.http",
                    "io.tidegate.provider.json",
                    "io.tidegate.provider.report"))
            .because("each dialect must be able to change when its service does, and only then"),
        slices().matching("io.tidegate.(**)").should().beFreeOfCycles());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }
}
