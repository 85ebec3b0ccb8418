package io.tidegate.sandbox.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
  @ParameterizedTest
  @CsvSource({
    "5.7.44-log, 8.0.31, PASSED",
    "5.6.5, 5.6.4, PASSED",
    "8.0.31, 5.7.44, FAILED",
    "8.4.0, 8.0.36, FAILED",
    "5.5.5-10.6.12-MariaDB, 10.11.5-MariaDB, PASSED",
    "11.4.5-MariaDB, 10.11.5-MariaDB, FAILED",
    "10.11.5-MariaDB, 8.0.31, WARNING",
    "8.0.31, 10.11.5-MariaDB, WARNING"
  })
  void a_migration_wants_a_target_that_is_not_older(String source, String target, Verdict verdict) {
    assertThat(compared(Verdict.FAILED, source, target)).isEqualTo(verdict);
  }

  @Test
  void a_sync_is_warned_of_one() {
    assertThat(compared(Verdict.WARNING, "8.0.31", "5.7.44")).isEqualTo(Verdict.WARNING);
  }

  @Test
  void the_last_number_counts_where_it_is_asked_for() {
    Version version = Version.parse("8.0.26-log").orElseThrow();
    assertThat(version.isAtLeast(8, 0, 26)).isTrue();
    assertThat(version.isAtLeast(8, 0, 27)).isFalse();
    assertThat(version.isAtLeast(8, 1, 0)).isFalse();
    assertThat(version.isAtLeast(5, 7, 99)).isTrue();
  }

  private static Verdict compared(Verdict olderTarget, String source, String target) {
    return new VersionStep(olderTarget)
        .compare(Version.parse(source).orElseThrow(), Version.parse(target).orElseThrow())
        .verdict();
  }
}
