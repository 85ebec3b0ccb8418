package io.tidegate.sandbox.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import java.util.List;

/** Has Tencent's steps asked of databases, and picks out what they found. */
final class TencentSteps {
  static final Stages LOAD = new Stages(true, true, false);

  private TencentSteps() {}

  static JobSpec spec(Endpoint source, Endpoint target, DatabaseSelection... objects) {
    return spec(source, target, LOAD, objects);
  }

  static JobSpec spec(
      Endpoint source, Endpoint target, Stages stages, DatabaseSelection... objects) {
    return new JobSpec("job", source, target, List.of(objects), stages);
  }

  static DatabaseSelection database(String name, String... tables) {
    return new DatabaseSelection(name, name, List.of(tables));
  }

  static List<CheckResult> migration(JobSpec spec) {
    return run(CheckSet.TENCENT_MIGRATION, spec);
  }

  static List<CheckResult> run(CheckSet set, JobSpec spec) {
    try {
      return new DatabasePrechecks().run(set, spec, unused -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static CheckResult step(List<CheckResult> results, String code) {
    return results.stream().filter(r -> r.code().equals(code)).findFirst().orElseThrow();
  }

  /** The finding of that name in a migration's step. */
  static Finding finding(JobSpec spec, String code, String name) {
    return finding(step(migration(spec), code), name);
  }

  static Finding finding(CheckResult step, String name) {
    return step.findings().stream()
        .filter(finding -> finding.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + step));
  }

  /** Asserts that the finding is bad, and that it tells a person what and what to do. */
  static Finding assertTold(Finding finding, Verdict verdict, String reason) {
    assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
    assertThat(finding.reason()).contains(reason);
    assertThat(finding.description()).isNotBlank();
    assertThat(finding.repair()).isNotBlank();
    return finding;
  }
}
