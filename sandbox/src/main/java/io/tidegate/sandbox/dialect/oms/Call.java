package io.tidegate.sandbox.dialect.oms;

import io.tidegate.sandbox.core.Deployment;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.fault.Fault;
import io.tidegate.sandbox.fault.Misbehaviour;
import java.time.Instant;

/**
 * One authenticated call of an action.
 *
 * @param misbehaviour what the action itself shows of it
 * @param deployment the service as it is set up
 * @param now by the sandbox's clock
 */
public record Call(Misbehaviour misbehaviour, Deployment deployment, Instant now) {
  private static final String NO_STATUS = "REBALANCING";

  /** What a status read may see. */
  public Sight sight() {
    return misbehaviour.sight();
  }

  /** What the service is. */
  public Release release() {
    return Release.of(deployment);
  }

  /** A status in the service's word, unless a fault wants one that there is not. */
  public String statusOr(String word) {
    return misbehaviour.is(Fault.UNKNOWN_STATUS) ? NO_STATUS : word;
  }
}
