package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.dialect.tencent.SyncStatus.CHECK_NOT_PASS;
import static io.tidegate.sandbox.dialect.tencent.SyncStatus.CHECK_PASS;
import static io.tidegate.sandbox.dialect.tencent.SyncStatus.INITIALIZED;
import static io.tidegate.sandbox.dialect.tencent.SyncStatus.PAUSED;
import static io.tidegate.sandbox.dialect.tencent.SyncStatus.RESUMABLE_ERR;
import static io.tidegate.sandbox.dialect.tencent.SyncStatus.RUNNING;

import io.tidegate.sandbox.core.JobView;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What may be done to a synchronisation, and in which statuses. */
public enum SyncOperation implements Permit {
  CHECK("check"),
  START("start"),
  STOP("stop"),
  RESUME("resume"),
  PAUSE("pause"),
  CONTINUE("continue"),
  SKIP("");

  private static final String VIEW = "view";

  private final String word;

  /**
   * @param word as answers list it; empty where the service has no word for it
   */
  SyncOperation(String word) {
    this.word = word;
  }

  private Set<SyncStatus> statuses() {
    return switch (this) {
      case CHECK -> EnumSet.of(INITIALIZED, CHECK_PASS, CHECK_NOT_PASS);
      case START -> EnumSet.of(CHECK_PASS);
      case STOP -> EnumSet.of(RUNNING, PAUSED, RESUMABLE_ERR);
      case RESUME -> EnumSet.of(RESUMABLE_ERR);
      case PAUSE -> EnumSet.of(RUNNING);
      case CONTINUE -> EnumSet.of(PAUSED);
      case SKIP -> EnumSet.of(CHECK_NOT_PASS);
    };
  }

  @Override
  public boolean begins() {
    return switch (this) {
      case CHECK, START, RESUME, CONTINUE -> true;
      case STOP, PAUSE, SKIP -> false;
    };
  }

  @Override
  public void require(JobView view) {
    SyncStatus status = SyncStatus.of(view);
    if (!statuses().contains(status)) {
      throw TencentError.denied(view, status.word(), statuses().stream().map(SyncStatus::word));
    }
  }

  /** The words of everything that can be done to jobs here. */
  public static List<String> all() {
    return words(Arrays.stream(values()));
  }

  /** The words of what can be done to a job in this status. */
  public static List<String> allowed(SyncStatus status) {
    return words(
        Arrays.stream(values()).filter(operation -> operation.statuses().contains(status)));
  }

  private static List<String> words(Stream<SyncOperation> operations) {
    return Stream.concat(
            Stream.of(VIEW),
            operations.map(operation -> operation.word).filter(word -> !word.isEmpty()))
        .toList();
  }
}
