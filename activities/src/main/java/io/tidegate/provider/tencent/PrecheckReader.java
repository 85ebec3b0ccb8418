package io.tidegate.provider.tencent;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.tencent.wire.DescribeMigrationCheckJobReply;
import io.tidegate.provider.tencent.wire.DescribeMigrationCheckJobReply.Step;
import io.tidegate.provider.tencent.wire.DescribeMigrationDetailReply;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.PrecheckReport.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Reads a check. The call that has the verdict does not say of which run it is, and the call that
 * has the run does not say how its steps ended: the run is read before and after the verdict, and
 * must be the same.
 */
final class PrecheckReader {
  private static final String ACTION = "DescribeMigrationCheckJob";
  private static final int MAX_READINGS = 4;
  private static final int WORD_LIMIT = 200;
  private static final Duration READ = Duration.ofSeconds(10);

  private final TencentClient client;
  private final JobDetail details;

  PrecheckReader(TencentClient client, JobDetail details) {
    this.client = client;
    this.details = details;
  }

  /**
   * One run of the check.
   *
   * @param began empty where the service does not say
   */
  private record Run(String began, boolean isUnderWay) {
    static Run of(DescribeMigrationDetailReply detail) {
      DescribeMigrationDetailReply.CheckRun check = detail.checkStepInfo();
      DescribeMigrationDetailReply.Progress progress = check == null ? null : check.progress();
      boolean runs =
          progress != null && TencentWords.check(text(progress.status()), "") == State.RUNNING;
      return new Run(
          bootTime(detail), runs || TencentWords.job(text(detail.status())) == JobState.CHECKING);
    }
  }

  /** When the last check began, in a form that sorts by time, or empty. */
  static String bootTime(DescribeMigrationDetailReply detail) {
    return detail.checkStepInfo() == null ? "" : Times.sortable(detail.checkStepInfo().startAt());
  }

  RawReport read(String job) {
    for (int reading = 0; reading < MAX_READINGS; reading++) {
      Run before = Run.of(details.read(job));
      RawReport report = report(job, before);
      if (!isVerdict(report.said()) || Run.of(details.read(job)).equals(before)) {
        return report;
      }
    }
    throw ProviderException.of(Kind.TRANSIENT, TencentClient.PROVIDER, ACTION)
        .code("ReportChanging")
        .message(
            "checks of job %s kept beginning while one was read; none of it was taken"
                .formatted(job))
        .build();
  }

  /** What decides nothing may be of any run. */
  private static boolean isVerdict(State state) {
    return state != State.RUNNING && state != State.NOT_RUN;
  }

  private RawReport report(String job, Run run) {
    try {
      return report(client.call(ACTION, Map.of("JobId", job), Deadline.in(READ)), run);
    } catch (ProviderException e) {
      // Whether a check that has no verdict may be asked for is not documented.
      if (e.kind() == Kind.CONFLICT && (run.isUnderWay() || run.began().isEmpty())) {
        State state = run.isUnderWay() ? State.RUNNING : State.NOT_RUN;
        return new RawReport(state, "", "", run.began(), List.of());
      }
      throw e;
    }
  }

  private RawReport report(TencentReply reply, Run run) {
    DescribeMigrationCheckJobReply check = reply.as(DescribeMigrationCheckJobReply.class);
    List<RawReport.Item> items =
        check.steps().stream().map(s -> ItemReader.raw(reply.as(s, Step.class), s)).toList();
    String task = text(check.status());
    State said = TencentWords.check(task, text(check.checkFlag()));
    if (run.isUnderWay() && isVerdict(said)) {
      // What is shown is the verdict of the run before.
      return new RawReport(State.RUNNING, "running", "", run.began(), items);
    }
    boolean ended = task.equalsIgnoreCase("success") && !text(check.checkFlag()).isEmpty();
    return new RawReport(
        said == State.PASSED && items.isEmpty() ? State.UNKNOWN : said,
        Texts.line(ended ? text(check.checkFlag()) : task, WORD_LIMIT),
        "",
        run.began(),
        items);
  }
}
