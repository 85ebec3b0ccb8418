package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.provider.Accidents;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What may be read from a damaged reply about a job whose check has failed. */
final class Damaged {
  static void isNoPass(State state) {
    assertThat(state).isIn(State.FAILED, State.UNKNOWN);
  }

  static void isNoSuccess(JobState state) {
    assertThat(state).isIn(JobState.CHECK_FAILED, JobState.UNKNOWN);
  }

  static <T> void read(String body, Supplier<T> reading, Consumer<T> look) {
    // A list that names another job does not show the one that was asked for.
    Accidents.read(
        body,
        reading,
        look,
        e ->
            assertThat(e.kind())
                .as(body)
                .isEqualTo(e.code().equals("NotListed") ? Kind.NOT_FOUND : Kind.TRANSIENT));
  }

  private Damaged() {}
}
