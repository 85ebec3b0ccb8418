package io.tidegate.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.activity.Effect.Look;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reading means for a job that is to be resumed after it failed. */
class ResumeMeaningTest {
  private static final Capability.Resume CALL =
      new Capability.Resume("ResumeMigrateJob", List.of("error"));

  @ParameterizedTest
  @EnumSource
  void aJobIsResumedThatHasFailedAndNoOther(JobState state) {
    Look look = Meanings.ofResume(at(state, "error"), CALL);

    switch (state) {
      case FAILED -> assertThat(look).isInstanceOf(Look.Unchanged.class);
      case MOVING, COMPLETING, FINISHED -> assertThat(look).isInstanceOf(Look.Done.class);
      // Whoever paused it has seen it since.
      case PAUSED -> assertThat(look).isInstanceOf(Look.Refused.class);
      case NOT_CONFIGURED, NOT_STARTED, CHECKING, CHECK_FAILED, CHECK_PASSED, HELD, UNKNOWN ->
          assertThat(look).isInstanceOf(Look.Doubtful.class);
    }
  }

  @Test
  void aFailureThatTheCallDoesNotTakeIsNotSentForRefusal() {
    Look look = Meanings.ofResume(at(JobState.FAILED, "failed"), CALL);

    assertThat(look).isInstanceOf(Look.Doubtful.class);
    assertThat(((Look.Doubtful) look).type()).isEqualTo(FailureType.JOB_FAILED);
    assertThat(((Look.Doubtful) look).why()).contains("status failed");
  }

  private static Baseline at(JobState state, String status) {
    return new Baseline(state, status, "", "", Instant.EPOCH);
  }
}
