package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.JobView;

/**
 * A migration's status as the version of 2018 writes it. Those in which the core never rests are
 * left out.
 */
public enum Status2018 {
  CREATING(1),
  CHECKING(3),
  CHECK_PASS(4),
  CHECK_NOT_PASS(5),
  RUNNING(7),
  READY_COMPLETE(8),
  SUCCESS(9),
  /** Of jobs that were stopped, too. */
  FAILED(10),
  COMPLETING(12),
  UNKNOWN(23);

  private final int number;

  Status2018(int number) {
    this.number = number;
  }

  /** The service's number. */
  public int number() {
    return number;
  }

  String shown() {
    return Integer.toString(number);
  }

  public static Status2018 of(JobView view) {
    return switch (Status.of(view)) {
      case CREATED -> CREATING;
      case CHECKING -> CHECKING;
      case CHECK_PASS -> CHECK_PASS;
      case CHECK_NOT_PASS -> CHECK_NOT_PASS;
      case RUNNING -> RUNNING;
      case READY_COMPLETE -> READY_COMPLETE;
      case COMPLETING -> COMPLETING;
      case ERROR, CANCELED -> FAILED;
      case SUCCESS -> SUCCESS;
      // Nothing pauses a job of this version.
      case MANUAL_PAUSED -> UNKNOWN;
    };
  }
}
