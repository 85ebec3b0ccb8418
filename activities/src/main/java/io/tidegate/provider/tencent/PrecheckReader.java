package io.tidegate.provider.tencent;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.report.RawReport;
import io.tidegate.provider.tencent.CheckSource.Phase;
import io.tidegate.provider.tencent.CheckSource.Run;
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
  private static final int MAX_READINGS = 4;
  private static final Duration READ = Duration.ofSeconds(10);

  private final TencentClient client;
  private final CheckSource source;

  PrecheckReader(TencentClient client, CheckSource source) {
    this.client = client;
    this.source = source;
  }

  RawReport read(String job) {
    for (int reading = 0; reading < MAX_READINGS; reading++) {
      Run before = source.run(job);
      RawReport report = read(job, before);
      if (!isVerdict(report.said()) || source.run(job).equals(before)) {
        return report;
      }
    }
    throw ProviderException.of(Kind.TRANSIENT, TencentClient.PROVIDER, source.action())
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

  /**
   * Reads it once.
   *
   * @param run as it was told just before
   */
  RawReport read(String job, Run run) {
    try {
      TencentReply reply = client.call(source.action(), Map.of("JobId", job), Deadline.in(READ));
      return wary(source.report(reply, run), run);
    } catch (ProviderException e) {
      // Whether a check may be asked for that has no verdict, or whose job moves, is not
      // documented.
      if (e.kind() == Kind.CONFLICT && run.phase() != Phase.OVER) {
        return new RawReport(untold(run.phase()), "", "", run.began(), List.of());
      }
      throw e;
    }
  }

  private static State untold(CheckSource.Phase phase) {
    return switch (phase) {
      case NONE -> State.NOT_RUN;
      case UNDER_WAY -> State.RUNNING;
      case OVER, LEFT_BEHIND -> State.UNKNOWN;
    };
  }

  private static RawReport wary(RawReport shown, Run run) {
    if (run.isUnderWay() && isVerdict(shown.said())) {
      // What is shown is the verdict of the run before.
      return new RawReport(State.RUNNING, "running", "", shown.bootTime(), shown.items());
    }
    boolean empty = shown.said() == State.PASSED && shown.items().isEmpty();
    return empty
        ? new RawReport(State.UNKNOWN, shown.status(), "", shown.bootTime(), List.of())
        : shown;
  }
}
