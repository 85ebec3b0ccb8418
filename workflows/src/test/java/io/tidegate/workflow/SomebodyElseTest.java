package io.tidegate.workflow;

import static io.tidegate.workflow.contract.MigrationPhase.AWAITING_FIX;
import static io.tidegate.workflow.contract.MigrationPhase.BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.MigrationPhase;
import io.tidegate.workflow.contract.MigrationStatus;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Waiting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table in {@code docs/faults.md} of what others do to a job meanwhile. */
@Timeout(60)
class SomebodyElseTest {
  private static final Set<String> CHANGING =
      Set.of("submit", "recheck", "shield", "suspend", "stop");
  private static final String ALLOWED = "CHECK_SAME_OBJ";
  private static final String FORBIDDEN = "CHECK_SERVER_ID";

  private final FakeJob job = new FakeJob();
  private final MigrationRun run = new MigrationRun(job);

  /** One promise. */
  record Row(
      String action,
      String phase,
      MigrationPhase becomes,
      String answer,
      MigrationPhase end,
      String calls,
      int moved,
      List<String> reads) {
    String key() {
      return action + " | " + phase;
    }

    @Override
    public String toString() {
      return key();
    }
  }

  static List<Row> rows() throws Exception {
    return DocumentedRows.of("| somebody |").stream().map(SomebodyElseTest::row).toList();
  }

  private static Row row(List<String> cells) {
    return new Row(
        cells.get(0),
        cells.get(1),
        MigrationPhase.valueOf(cells.get(2)),
        cells.get(3),
        MigrationPhase.valueOf(cells.get(4)),
        cells.get(5),
        Integer.parseInt(cells.get(6)),
        DocumentedRows.quoted(cells.get(7)));
  }

  @AfterEach
  void close() {
    run.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void whatSomebodyElseDoesComesToWhatItsRowSays(Row row) {
    acts().get(row.key()).run();
    awaitWhat(row);
    String said = said(run.status());
    if (row.answer().equals("recheck")) {
      job.shielded.remove(FORBIDDEN);
      job.failing.clear();
      run.recheck();
    } else if (row.answer().equals("retry") && row.becomes() != row.end()) {
      if (job.state == JobState.PAUSED) {
        job.state = JobState.MOVING;
      }
      run.retry();
    }
    run.awaitEnd();

    assertThat(row.reads()).as(said).allMatch(said::contains);
    assertThat(run.report().outcome()).isEqualTo(row.end());
    assertThat(changes()).isEqualTo(row.calls());
    assertThat(job.movements).isEqualTo(row.moved());
  }

  private void awaitWhat(Row row) {
    run.awaitUntil(
        row + ", it is ",
        () -> {
          MigrationStatus status = run.status();
          return status.phase() == row.becomes()
              && row.reads().stream().allMatch(said(status)::contains);
        });
  }

  @Test
  void everyRowHasItsActAndEveryActItsRow() throws Exception {
    assertThat(rows()).extracting(Row::key).containsExactlyInAnyOrderElementsOf(acts().keySet());
  }

  private Map<String, Runnable> acts() {
    Map<String, Runnable> acts = new LinkedHashMap<>();
    String shields = "shields what no rule allows | ";
    acts.put(shields + "CHECKING", () -> failingBefore("poll", () -> job.shielded.add(FORBIDDEN)));
    acts.put(
        shields + "AWAITING_FIX",
        () -> {
          awaitFix();
          act(() -> job.shielded.add(FORBIDDEN));
          run.recheck();
        });
    acts.put(
        shields + "SHIELDING",
        () -> {
          job.warnings.add(FORBIDDEN);
          allowedBefore("shield", () -> job.shielded.add(FORBIDDEN));
        });
    acts.put(
        shields + "BLOCKED",
        () -> {
          job.failing.add(FORBIDDEN);
          blockedAt("poll");
          act(() -> job.shielded.add(FORBIDDEN));
          run.retry();
        });
    String takesBack = "takes our shield back | ";
    acts.put(
        takesBack + "CHECKING", () -> allowedBefore("recheck", () -> job.shielded.remove(ALLOWED)));
    acts.put(
        takesBack + "MIGRATING", () -> allowedBefore("watch", () -> job.shielded.remove(ALLOWED)));
    acts.put(
        "repairs and starts | AWAITING_FIX",
        () -> {
          awaitFix();
          act(
              () -> {
                job.failing.clear();
                job.state = JobState.CHECKING;
              });
        });
    acts.put(
        "starts | AWAITING_FIX",
        () -> {
          awaitFix();
          act(() -> job.state = JobState.CHECKING);
          run.awaitUntil("another round, ", () -> run.status().round() == 2);
        });
    acts.put(
        "shields and starts | AWAITING_FIX",
        () -> {
          awaitFix();
          act(
              () -> {
                job.shielded.add(FORBIDDEN);
                job.state = JobState.CHECKING;
              });
        });
    acts.put(
        "shields and starts | CREATED",
        () -> {
          job.failing.add(FORBIDDEN);
          job.shielded.add(FORBIDDEN);
          job.run = 1;
          job.movements = 1;
          job.state = JobState.MOVING;
          run.start();
        });
    acts.put(
        "starts | SHIELDING", () -> allowedBefore("shield", () -> job.state = JobState.CHECKING));
    acts.put(
        "starts | BLOCKED",
        () -> {
          blockedAt("submit");
          act(() -> job.state = JobState.CHECKING);
          run.retry();
        });
    acts.put(
        "pauses | CHECKING",
        () -> {
          job.before.put("poll", () -> job.state = JobState.PAUSED);
          run.start();
        });
    acts.put(
        "pauses | MIGRATING",
        () -> {
          job.watchStates.add(JobState.PAUSED);
          run.start();
        });
    acts.put(
        "pauses | BLOCKED",
        () -> {
          blockedAt("poll");
          act(() -> job.state = JobState.PAUSED);
          run.retry();
        });
    acts.put("stops | CHECKING", () -> failingBefore("poll", () -> job.state = JobState.FINISHED));
    acts.put(
        "stops | AWAITING_FIX",
        () -> {
          awaitFix();
          act(() -> job.state = JobState.FINISHED);
        });
    acts.put(
        "stops | SHIELDING", () -> allowedBefore("shield", () -> job.state = JobState.FINISHED));
    acts.put(
        "stops | MIGRATING",
        () -> {
          job.watchStates.add(JobState.FINISHED);
          run.start();
        });
    acts.put(
        "stops | BLOCKED",
        () -> {
          job.failing.add(FORBIDDEN);
          blockedAt("poll");
          act(() -> job.state = JobState.FINISHED);
          run.retry();
        });
    return acts;
  }

  private void failingBefore(String call, Runnable act) {
    job.failing.add(FORBIDDEN);
    job.before.put(call, act);
    run.start();
  }

  private void allowedBefore(String call, Runnable act) {
    job.failing.add(ALLOWED);
    job.before.put(call, act);
    run.policy(Policy.Warnings.ACCEPT, run.allow(ALLOWED)).start();
  }

  private void awaitFix() {
    job.failing.add(FORBIDDEN);
    run.start();
    run.awaitPhase(AWAITING_FIX);
  }

  private void blockedAt(String call) {
    job.failNext(call, FailureType.QUOTA_EXCEEDED, "no quota");
    run.start();
    run.awaitPhase(BLOCKED);
  }

  /** Between two calls of ours. */
  private void act(Runnable act) {
    synchronized (job) {
      act.run();
    }
  }

  private String changes() {
    return job.calls().stream()
        .map(call -> call.split(" ", 2)[0])
        .filter(CHANGING::contains)
        .collect(Collectors.joining(", "));
  }

  private String said(MigrationStatus status) {
    Waiting waiting = status.waiting();
    if (waiting == null) {
      return run.report().reason();
    }
    return waiting.type()
        + " "
        + waiting.reason()
        + waiting.objections().stream().map(Waiting.Objection::why).collect(Collectors.joining());
  }
}
