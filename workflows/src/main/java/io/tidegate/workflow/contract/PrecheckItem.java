package io.tidegate.workflow.contract;

import java.util.List;

/**
 * One item of a precheck, in our words. Texts are the provider's, cut at 2,048 characters.
 *
 * @param code e.g. {@code CHECK_SAME_OBJ}; an open set
 * @param status the provider's own word for {@code verdict}
 * @param shielded whether the report shows a shield on it, whoever placed that
 * @param skippable whether the provider says that it may be shielded
 * @param shieldable whether the provider's shield call knows this code
 * @param objects what it concerns, where the provider says so
 * @param endpoint {@code source}, {@code target}, or empty where the provider does not say
 */
public record PrecheckItem(
    String code,
    Verdict verdict,
    String status,
    boolean shielded,
    Skippable skippable,
    boolean shieldable,
    String message,
    String detail,
    String repair,
    List<String> objects,
    String endpoint) {

  /** How many objects are carried at most: an item with that many may concern more. */
  public static final int MAX_OBJECTS = 100;

  /** How an item ended. */
  public enum Verdict {
    PASSED,
    WARNING,
    FAILED,
    /** Still being checked, or a word that we do not know: never a pass. */
    UNKNOWN
  }

  /** What the provider says about shielding an item. */
  public enum Skippable {
    YES,
    NO,
    UNSAID
  }

  public PrecheckItem {
    status = status == null ? "" : status;
    message = message == null ? "" : message;
    detail = detail == null ? "" : detail;
    repair = repair == null ? "" : repair;
    objects = objects == null ? List.of() : List.copyOf(objects);
    endpoint = endpoint == null ? "" : endpoint;
  }

  /** Stands for a precheck run as a whole, where no item of it can be named. */
  public static PrecheckItem ofRun(Verdict verdict, String status) {
    return ofRun(verdict, status, "", "");
  }

  /** As {@link #ofRun(Verdict, String)}, with what the provider says of the run. */
  public static PrecheckItem ofRun(Verdict verdict, String status, String message, String detail) {
    return new PrecheckItem(
        "PRECHECK",
        verdict,
        status,
        false,
        Skippable.NO,
        false,
        message,
        detail,
        "",
        List.of(),
        "");
  }

  /** Whether it may concern objects that are not named here. */
  public boolean mayConcernMore() {
    return objects.isEmpty() || objects.size() >= MAX_OBJECTS;
  }
}
