package io.tidegate.sandbox.dialect.tencent.action;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.tencent.Operation;
import io.tidegate.sandbox.dialect.tencent.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts that the list and the detail of jobs hold in the same shape. */
final class JobParts {
  /** Where everything is that this sandbox moves. */
  static final String REGION = "ap-guangzhou";

  static final String DATABASE = "mysql";
  static final String ACCESS = "extranet";
  static final String RUN_MODE = "immediate";

  /** When a job runs that is not put off. */
  static final String NO_EXPECTED_TIME = Words.time(null);

  /** A load goes on from its checkpoints. */
  static final String RESUMABLE = "yes";

  private JobParts() {}

  /** What can be done to jobs, and what to this one. */
  record Action(List<String> allAction, List<String> allowedAction) {
    static Action of(JobView view) {
      return new Action(Operation.all(), Operation.allowed(Status.of(view)));
    }
  }

  /** A database server, without its password. */
  record DbEndpoint(
      String region,
      String accessType,
      String databaseType,
      String nodeType,
      List<Db> info,
      String supplier,
      List<String> extraAttr) {
    static DbEndpoint of(Endpoint endpoint) {
      return new DbEndpoint(
          REGION,
          ACCESS,
          DATABASE,
          "simple",
          List.of(new Db(endpoint.host(), endpoint.port(), endpoint.user())),
          "others",
          List.of());
    }
  }

  /** One server of an endpoint. */
  record Db(String host, int port, String user) {}

  /** The comparison that somebody might have asked for; nobody can here. */
  record CompareTask(String compareTaskId, String status) {
    static final CompareTask NONE = new CompareTask("", "notexist");
  }

  /** What would be paid. */
  record TradeInfo(
      String dealName,
      String instanceClass,
      String tradeStatus,
      String expireTime,
      String payType) {
    static final TradeInfo NORMAL = new TradeInfo("", "medium", "normal", "", "postPay");
  }

  /** When anything about the job last changed that has a time. */
  static Instant updated(JobView view) {
    Job job = view.job();
    Instant latest = job.createdAt();
    for (Instant time :
        new @Nullable Instant[] {
          job.state().startedAt(),
          job.state().endedAt(),
          view.precheck().map(run -> run.bootTime()).orElse(null),
          view.precheck().map(run -> run.finishTime()).orElse(null)
        }) {
      if (time != null && time.isAfter(latest)) {
        latest = time;
      }
    }
    return latest;
  }

  /** When the job was over; empty before that. */
  static String ended(JobView view) {
    return switch (Status.of(view)) {
      case SUCCESS, CANCELED -> Words.time(view.job().state().endedAt());
      default -> Words.time(null);
    };
  }
}
