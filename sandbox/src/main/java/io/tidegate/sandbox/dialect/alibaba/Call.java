package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.fault.Fault;
import io.tidegate.sandbox.fault.Misbehaviour;

/**
 * One authenticated call of an action.
 *
 * @param misbehaviour what the action itself shows of it
 */
public record Call(String requestId, Parameters parameters, Misbehaviour misbehaviour) {

  /** What a status read may see. */
  public Sight sight() {
    return misbehaviour.sight();
  }

  /** The job's status in the service's word. */
  public String statusOf(JobView view) {
    return misbehaviour.is(Fault.UNKNOWN_STATUS) ? "Rebalancing" : Words.status(view);
  }
}
