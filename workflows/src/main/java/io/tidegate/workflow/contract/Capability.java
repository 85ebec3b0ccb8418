package io.tidegate.workflow.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a dialect can and cannot do, asked before anything is started and never discovered half way.
 *
 * @param shieldReach what one shield covers
 * @param shieldableItems the codes that the shield call knows; empty where it takes any or none
 * @param choices what a shield of an item has to say further, by the item's code: one of these
 *     words
 * @param startFollowsCheck whether a passing check runs on into data movement by itself
 * @param cutover how a job with incremental sync is ended well
 * @param quietWindow how long reads may still show the time before an effect
 * @param verdictGrace after which a failed verdict without a run identity counts for the new round
 */
public record Capability(
    ShieldReach shieldReach,
    List<String> shieldableItems,
    Map<String, List<String>> choices,
    boolean startFollowsCheck,
    Cutover cutover,
    Duration quietWindow,
    Duration verdictGrace) {

  /** How a job that keeps following its source is ended well. */
  public enum Cutover {
    /** The dialect has no call for it. */
    NONE,
    /** A call that ends it when everything is applied. */
    COMPLETE,
    /** The call that stops it: what is not applied by then is lost. */
    STOP
  }

  /** What one shield covers. */
  public enum ShieldReach {
    /** The dialect has no shield call. */
    NONE,
    /** Nor has it here, but who operates the service can, and a report shows it. */
    BY_HAND,
    /** One finding. */
    FINDING,
    /** A step, with all its findings. */
    STEP,
    /** An item code on one task, until it is taken back. */
    ITEM_ON_TASK,
    /** An item code on the whole instance, for good. */
    ITEM_ON_INSTANCE
  }

  public Capability {
    cutover = cutover == null ? Cutover.NONE : cutover;
    shieldableItems = shieldableItems == null ? List.of() : List.copyOf(shieldableItems);
    // A workflow of an earlier version says none.
    choices = choices == null ? Map.of() : Map.copyOf(choices);
  }
}
