package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.dialect.tencent.Status.CHECK_NOT_PASS;
import static io.tidegate.sandbox.dialect.tencent.Status.CHECK_PASS;
import static io.tidegate.sandbox.dialect.tencent.Status.CREATED;
import static io.tidegate.sandbox.dialect.tencent.Status.ERROR;
import static io.tidegate.sandbox.dialect.tencent.Status.MANUAL_PAUSED;
import static io.tidegate.sandbox.dialect.tencent.Status.READY_COMPLETE;
import static io.tidegate.sandbox.dialect.tencent.Status.RUNNING;

import io.tidegate.sandbox.core.JobView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be done to a migration, and in which statuses. */
public enum Operation implements Permit {
  CHECK("check"),
  START("start"),
  STOP("stop"),
  COMPLETE("complete"),
  RESUME("resume"),
  SKIP(""),
  PAUSE(""),
  CONTINUE("");

  private static final String VIEW = "view";

  private final String word;

  /**
   * @param word as answers list it; empty where the service has no word for it
   */
  Operation(String word) {
    this.word = word;
  }

  private Set<Status> statuses() {
    return switch (this) {
      case CHECK -> EnumSet.of(CREATED, CHECK_PASS, CHECK_NOT_PASS);
      case START -> EnumSet.of(CHECK_PASS);
      case STOP -> EnumSet.of(RUNNING, READY_COMPLETE, MANUAL_PAUSED, ERROR);
      case COMPLETE -> EnumSet.of(READY_COMPLETE);
      case RESUME -> EnumSet.of(ERROR);
      case SKIP -> EnumSet.of(CHECK_NOT_PASS);
      case PAUSE -> EnumSet.of(RUNNING, READY_COMPLETE);
      case CONTINUE -> EnumSet.of(MANUAL_PAUSED);
    };
  }

  @Override
  public boolean begins() {
    return switch (this) {
      case CHECK, START, RESUME, CONTINUE -> true;
      case STOP, COMPLETE, SKIP, PAUSE -> false;
    };
  }

  @Override
  public void require(JobView view) {
    Status status = Status.of(view);
    if (!statuses().contains(status)) {
      throw TencentError.denied(view, status.word(), statuses().stream().map(Status::word));
    }
  }

  /** The words of everything that can be done to jobs here. */
  public static List<String> all() {
    return words(EnumSet.allOf(Operation.class));
  }

  /** The words of what can be done to a job in this status. */
  public static List<String> allowed(Status status) {
    return words(
        Arrays.stream(values())
            .filter(operation -> operation.statuses().contains(status))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class))));
  }

  private static List<String> words(Set<Operation> operations) {
    List<String> words = new ArrayList<>();
    words.add(VIEW);
    operations.stream()
        .map(operation -> operation.word)
        .filter(word -> !word.isEmpty())
        .forEach(words::add);
    return words;
  }
}
