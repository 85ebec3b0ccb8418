package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.fault.Fault;
import io.tidegate.sandbox.fault.Misbehaviour;

/**
 * One authenticated call of an action.
 *
 * @param misbehaviour what the action itself shows of it
 */
public record Call(Misbehaviour misbehaviour) {
  private static final String NO_STATUS = "rebalancing";
  private static final int NO_NUMBER = 99;

  /** What a status read may see. */
  public Sight sight() {
    return misbehaviour.sight();
  }

  /** The job's status in the service's word. */
  public String statusOf(JobView view) {
    return statusOr(Status.of(view).word());
  }

  /** A status in the service's word, unless a fault wants one that there is not. */
  public String statusOr(String word) {
    return misbehaviour.is(Fault.UNKNOWN_STATUS) ? NO_STATUS : word;
  }

  /** A status in the service's number, unless a fault wants one that there is not. */
  public int statusOr(int number) {
    return misbehaviour.is(Fault.UNKNOWN_STATUS) ? NO_NUMBER : number;
  }
}
