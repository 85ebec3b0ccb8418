package io.tidegate.sandbox.dialect.oms;

import static io.tidegate.sandbox.dialect.oms.Status.FAILED;
import static io.tidegate.sandbox.dialect.oms.Status.FINISHED;
import static io.tidegate.sandbox.dialect.oms.Status.INIT;
import static io.tidegate.sandbox.dialect.oms.Status.RUNNING;
import static io.tidegate.sandbox.dialect.oms.Status.SUSPEND;

import io.tidegate.sandbox.core.JobView;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be done to a project, and in which statuses. */
public enum Operation {
  CHECK,
  START,
  ADVANCE,
  STOP,
  RESUME,
  RELEASE;

  private Set<Status> statuses() {
    return switch (this) {
      case CHECK -> EnumSet.of(INIT, RUNNING, SUSPEND, FAILED, FINISHED);
      case START -> EnumSet.of(INIT);
      case ADVANCE -> EnumSet.of(INIT, RUNNING);
      case STOP -> EnumSet.of(RUNNING);
      case RESUME -> EnumSet.of(SUSPEND, FAILED);
      case RELEASE -> EnumSet.of(SUSPEND, FAILED, FINISHED);
    };
  }

  /** Whether it is nothing but a start, or going on. */
  public boolean begins() {
    return this == START || this == RESUME;
  }

  /**
   * @throws OmsError unless the project's status allows it
   */
  public void require(JobView view, Instant now) {
    Status status = Status.of(view.job().state(), now);
    if (!statuses().contains(status)) {
      throw OmsError.conflict(
          "project "
              + view.job().id()
              + " is "
              + status
              + "; this is allowed in "
              + statuses().stream().map(Status::name).collect(Collectors.joining(", ")));
    }
  }
}
