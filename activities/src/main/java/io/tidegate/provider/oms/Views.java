package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Texts;
import io.tidegate.provider.oms.Project.Step;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.StageProgress;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a view of a project. */
final class Views {
  /** The service samples a checkpoint every ten seconds and keeps it every ten: no lag is less. */
  private static final Duration CAUGHT_UP = Duration.ofSeconds(25);

  /** Clocks differ; a checkpoint that is further ahead is none. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  static JobView of(Project project) {
    List<StageProgress> stages = new ArrayList<>(Stages.of(project));
    Duration lag = follows(stages) ? lag(project) : null;
    boolean near = monitors(project) && lag != null && lag.compareTo(CAUGHT_UP) <= 0;
    if (near) {
      stages.replaceAll(s -> s.stage() == Stage.INCREMENTAL_SYNC ? caughtUp(s) : s);
    }
    return new JobView(
        project.state(),
        Texts.cut(project.status()),
        stages,
        lag,
        Texts.cut(project.checkpoint()),
        Texts.cut(message(project)),
        project.readAt());
  }

  /**
   * Whether the list of projects says too little of one: it has no checkpoint, which one that
   * follows is judged by, and it need not have steps.
   */
  static boolean isTooLittle(Project listed) {
    JobState state = listed.state();
    boolean saysAll = !listed.steps().isEmpty() || state == JobState.NOT_STARTED;
    return !saysAll || state == JobState.UNKNOWN || follows(Stages.of(listed));
  }

  private static boolean follows(List<StageProgress> stages) {
    return stages.stream()
        .anyMatch(s -> s.stage() == Stage.INCREMENTAL_SYNC && s.state() == StageState.RUNNING);
  }

  /** The step came near once, and says so from then on, however far it falls behind. */
  private static boolean monitors(Project project) {
    return project
        .step(StepName.INCREMENT)
        .filter(s -> OmsWords.isMonitoring(s.status()))
        .isPresent();
  }

  private static StageProgress caughtUp(StageProgress stage) {
    return new StageProgress(
        stage.stage(), StageState.CAUGHT_UP, stage.status(), stage.percent(), stage.message());
  }

  /** Since the checkpoint, by our clock: never less than it is, by as much as the clocks agree. */
  private static @Nullable Duration lag(Project project) {
    Instant checkpoint = Times.checkpoint(project.checkpoint());
    if (checkpoint == null || checkpoint.isAfter(project.readAt().plus(CLOCKS_DIFFER))) {
      return null;
    }
    Duration lag = Duration.between(checkpoint, project.readAt());
    return lag.isNegative() ? Duration.ZERO : lag;
  }

  private static String message(Project project) {
    return project.steps().stream()
        .filter(s -> OmsWords.step(s.status()) == StageState.FAILED)
        .map(Views::failure)
        .collect(Collectors.joining("; "));
  }

  private static String failure(Step step) {
    Failure why = Failure.of(step);
    String advice = why.repair();
    return "%s failed%s%s"
        .formatted(
            text(step.said().name()),
            why.words().isEmpty() ? "" : ": " + why.words(),
            advice.isEmpty() ? "" : "; " + advice);
  }

  private Views() {}
}
