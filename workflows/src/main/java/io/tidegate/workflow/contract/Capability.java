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
 * @param extras what few dialects have
 */
public record Capability(
    ShieldReach shieldReach,
    List<String> shieldableItems,
    Map<String, List<String>> choices,
    boolean startFollowsCheck,
    Cutover cutover,
    Duration quietWindow,
    Duration verdictGrace,
    Extras extras) {

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

  /**
   * What few dialects have, or lack.
   *
   * @param modify the call that changes what a job is to do, by its name; empty where there is none
   * @param hidesWarnings whether a check never shows what it only warns of
   * @param failedIsOver whether nothing can stop or resume a job that has failed, which is also
   *     what one that was stopped becomes
   * @param resume the call that goes on with a job that failed while it moved
   */
  public record Extras(String modify, boolean hidesWarnings, boolean failedIsOver, Resume resume) {
    /** What most dialects are. */
    public static final Extras NONE = new Extras("", false, false);

    /** Of a dialect whose job that failed is checked again, or over. */
    public Extras(String modify, boolean hidesWarnings, boolean failedIsOver) {
      this(modify, hidesWarnings, failedIsOver, Resume.NONE);
    }

    public Extras {
      modify = modify == null ? "" : modify;
      resume = resume == null ? Resume.NONE : resume;
    }

    /** Whether what begins a check takes a job that failed while it moved, and goes on with it. */
    public boolean failedIsChecked() {
      return !failedIsOver && resume.call().isEmpty();
    }
  }

  /**
   * A call that goes on with a job that failed while it moved, and checks nothing again.
   *
   * @param call its name; empty where there is none
   * @param statuses the provider's own words for jobs that it takes
   */
  public record Resume(String call, List<String> statuses) {
    /** No such call. */
    public static final Resume NONE = new Resume("", List.of());

    public Resume {
      call = call == null ? "" : call;
      statuses = statuses == null ? List.of() : List.copyOf(statuses);
    }

    /** Whether it takes a job that is reported so; case does not count. */
    public boolean takes(String status) {
      return !call.isEmpty() && statuses.stream().anyMatch(status::equalsIgnoreCase);
    }
  }

  /** Of a dialect without any extras. */
  public Capability(
      ShieldReach shieldReach,
      List<String> shieldableItems,
      Map<String, List<String>> choices,
      boolean startFollowsCheck,
      Cutover cutover,
      Duration quietWindow,
      Duration verdictGrace) {
    this(
        shieldReach,
        shieldableItems,
        choices,
        startFollowsCheck,
        cutover,
        quietWindow,
        verdictGrace,
        Extras.NONE);
  }

  public Capability {
    cutover = cutover == null ? Cutover.NONE : cutover;
    shieldableItems = shieldableItems == null ? List.of() : List.copyOf(shieldableItems);
    // A workflow of an earlier version says none.
    choices = choices == null ? Map.of() : Map.copyOf(choices);
    extras = extras == null ? Extras.NONE : extras;
  }
}
