package io.tidegate.workflow.contract;

import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of a job at one moment.
 *
 * @param status the provider's own word for {@code state}
 * @param stages the configured stages only, in order
 * @param lag how far the target is behind the source; absent where unknown or not applicable, as is
 *     one that makes no sense
 * @param checkpoint the provider's text for how far following has got, else empty
 * @param message the provider's words about a failure, else empty
 * @param readAt when the read that this comes from began, by the worker's clock
 */
public record JobView(
    JobState state,
    String status,
    List<StageProgress> stages,
    @Nullable Duration lag,
    String checkpoint,
    String message,
    Instant readAt) {
  /** Beyond this nobody can reckon with it. */
  private static final Duration LONGEST_LAG = Duration.ofDays(36_500);

  public JobView {
    lag = lag != null && (lag.isNegative() || lag.compareTo(LONGEST_LAG) > 0) ? null : lag;
    stages = stages == null ? List.of() : List.copyOf(stages);
    checkpoint = checkpoint == null ? "" : checkpoint;
    message = message == null ? "" : message;
  }

  /** The same job, in the state that somebody knows better. */
  public JobView in(JobState other) {
    return new JobView(other, status, stages, lag, checkpoint, message, readAt);
  }

  /** Whether nothing but incremental sync is left, and has begun. */
  public boolean onlyFollows() {
    return stage(Stage.INCREMENTAL_SYNC).filter(s -> hasBegun(s.state())).isPresent()
        && stages.stream()
            .filter(s -> s.stage() != Stage.INCREMENTAL_SYNC)
            .allMatch(s -> s.state() == StageState.FINISHED);
  }

  private static boolean hasBegun(StageState state) {
    return switch (state) {
      case RUNNING, CAUGHT_UP -> true;
      case NOT_STARTED, FAILED, FINISHED, UNKNOWN -> false;
    };
  }

  /** The stage, where it is configured. */
  public Optional<StageProgress> stage(Stage stage) {
    return stages.stream().filter(s -> s.stage() == stage).findFirst();
  }

  /** Whether every configured stage is finished; false where the provider named no stage. */
  public boolean everyStageFinished() {
    return !stages.isEmpty() && stages.stream().allMatch(s -> s.state() == StageState.FINISHED);
  }
}
