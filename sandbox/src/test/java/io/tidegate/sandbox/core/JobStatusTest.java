package io.tidegate.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatusTest {

  @ParameterizedTest
  @CsvSource({
    "NOT_STARTED, PRECHECKING",
    "PRECHECK_FAILED, PRECHECKING",
    "PRECHECK_PASSED, MIGRATING",
    "PAUSED, MIGRATING",
    "MIGRATION_FAILED, MIGRATING",
    "PRECHECKING,",
    "MIGRATING,",
    "FINISHED,"
  })
  void aStartMeansOneThingInEachStatus(JobStatus from, JobStatus to) {
    assertThat(from.onStart().orElse(null)).isEqualTo(to);
  }

  @ParameterizedTest
  @EnumSource
  void whatAStartMakesOfAStatusIsInTheTableOfMoves(JobStatus status) {
    assertThat(status.onStart().stream().allMatch(status.next()::contains)).isTrue();
  }

  @Test
  void nothingFollowsTheEnd() {
    assertThat(JobStatus.FINISHED.next()).isEmpty();
  }

  @Test
  void onlyAPrecheckLeadsIntoAFirstMovement() {
    assertThat(JobStatus.NOT_STARTED.next()).doesNotContain(JobStatus.MIGRATING);
    assertThat(JobStatus.PRECHECK_FAILED.next()).doesNotContain(JobStatus.MIGRATING);
  }

  @Test
  void a_passed_precheck_may_be_asked_again_taken_back_moved_from_or_given_up() {
    assertThat(JobStatus.PRECHECK_PASSED.next())
        .containsExactlyInAnyOrder(
            JobStatus.NOT_STARTED, JobStatus.PRECHECKING, JobStatus.MIGRATING, JobStatus.FINISHED);
    assertThat(JobStatus.PRECHECK_PASSED.takesShields()).isTrue();
  }
}
