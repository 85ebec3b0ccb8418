package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.dialect.tencent.Status2018.CHECK_NOT_PASS;
import static io.tidegate.sandbox.dialect.tencent.Status2018.CHECK_PASS;
import static io.tidegate.sandbox.dialect.tencent.Status2018.CREATING;
import static io.tidegate.sandbox.dialect.tencent.Status2018.READY_COMPLETE;
import static io.tidegate.sandbox.dialect.tencent.Status2018.RUNNING;

import io.tidegate.sandbox.core.JobView;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What may be done to a migration of the version of 2018, and in which statuses. The service checks
 * and modifies failed jobs too; here, what has moved rows is neither.
 */
public enum Operation2018 implements Permit {
  CHECK,
  MODIFY,
  START,
  STOP,
  COMPLETE;

  private Set<Status2018> statuses() {
    return switch (this) {
      case CHECK, MODIFY -> EnumSet.of(CREATING, CHECK_PASS, CHECK_NOT_PASS);
      case START -> EnumSet.of(CHECK_PASS);
      case STOP -> EnumSet.of(RUNNING, READY_COMPLETE);
      case COMPLETE -> EnumSet.of(READY_COMPLETE);
    };
  }

  @Override
  public boolean begins() {
    return switch (this) {
      case CHECK, START -> true;
      case MODIFY, STOP, COMPLETE -> false;
    };
  }

  @Override
  public void require(JobView view) {
    Status2018 status = Status2018.of(view);
    if (statuses().contains(status)) {
      return;
    }
    Stream<String> allowed = statuses().stream().map(Status2018::shown);
    throw switch (this) {
      case CHECK, MODIFY -> TencentError.denied(view, status.shown(), allowed);
      case START, STOP, COMPLETE -> TencentError.inConflict(view, status.shown(), allowed);
    };
  }
}
