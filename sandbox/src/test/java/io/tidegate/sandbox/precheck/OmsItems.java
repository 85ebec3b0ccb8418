package io.tidegate.sandbox.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.CheckSet;
import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.Stages;
import java.util.List;

/** Has OceanBase's items asked of databases, and picks out what they found. */
final class OmsItems {
  static final Stages ALL = new Stages(true, true, true);
  static final Stages ROWS = new Stages(false, true, false);

  private OmsItems() {}

  static JobSpec spec(
      Endpoint source, Endpoint target, Stages stages, DatabaseSelection... objects) {
    return new JobSpec("job", source, target, List.of(objects), stages);
  }

  static DatabaseSelection database(String name, String... tables) {
    return new DatabaseSelection(name, name, List.of(tables));
  }

  static List<CheckResult> run(JobSpec spec) {
    try {
      return new DatabasePrechecks().run(CheckSet.OMS, spec, unused -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static CheckResult item(List<CheckResult> results, String code) {
    return results.stream()
        .filter(result -> result.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + code + " in " + results));
  }

  static CheckResult item(JobSpec spec, String code) {
    return item(run(spec), code);
  }

  static void assertPasses(JobSpec spec, String code) {
    CheckResult result = item(spec, code);
    assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.PASSED);
  }

  /** Asserts that the item fails, and that it tells a person what and what to do. */
  static CheckResult assertFails(JobSpec spec, String code, String detail) {
    return assertFailed(item(spec, code), detail);
  }

  static CheckResult assertFailed(CheckResult result, String detail) {
    assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.FAILED);
    assertThat(result.detail()).contains(detail);
    assertThat(result.error()).isNotBlank();
    assertThat(result.repair()).isNotBlank();
    return result;
  }
}
