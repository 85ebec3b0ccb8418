package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What we rely on in every provider, whoever runs it. Needs a provider and jobs to try it on; run
 * against a service in memory here, and against the sandbox elsewhere.
 */
@Timeout(300)
public abstract class ProviderContractTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Jobs for one test: configured, never started. */
  public interface TestJobs {
    /**
     * A job whose precheck passes, after which it moves and finishes, at once or once it is
     * started, by itself or by {@link #end}; by its canonical id.
     */
    String passing();

    /** A job whose precheck fails on {@link #shieldableItem} and nothing else. */
    String failing();

    /** The item code that it fails on: one that a shield passes over, where anything does. */
    String shieldableItem();

    /** Repairs what that job fails on; asked of a service that shields nothing. */
    default void repair(String job) {
      throw new IllegalStateException("shield it instead");
    }

    /**
     * Ends a job that moves, as somebody else would, where it would follow its source for ever; one
     * that ends by itself is left to.
     */
    default void end(String job) {}

    /** What the shield of it has to say further, by item. */
    default Map<String, String> choices() {
      return Map.of();
    }

    /** Every other id that the provider knows the job by. */
    List<String> otherIdsOf(String job);
  }

  protected abstract Provider provider();

  /** The same account with a secret that the provider refuses. */
  protected abstract Provider withWrongSecret();

  protected abstract TestJobs jobs();

  /** Lets the provider go on; called between two looks. */
  protected void letTimePass() throws InterruptedException {
    Thread.sleep(100);
  }

  @Test
  void aJobIsFoundByEveryIdItHas() {
    String job = jobs().passing();

    assertThat(provider().find(job)).map(FoundJob::jobId).contains(job);
    for (String other : jobs().otherIdsOf(job)) {
      assertThat(provider().find(other)).as(other).map(FoundJob::jobId).contains(job);
    }
  }

  @Test
  void aJobThatNobodyKnowsIsNotFound() {
    assertThat(provider().find("nosuchjob000")).isEmpty();
    assertThat(trouble(() -> provider().view("nosuchjob000")).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void aNewJobIsNotStartedAndHasNoVerdict() {
    String job = jobs().passing();

    assertThat(provider().view(job).state()).isEqualTo(JobState.NOT_STARTED);
    assertThat(provider().report(job).state()).isEqualTo(PrecheckReport.State.NOT_RUN);
    assertThat(provider().baseline(job).state()).isEqualTo(JobState.NOT_STARTED);
  }

  @Test
  void theListShowsWhatTheJobShowsAndNothingOfOthers() {
    String job = jobs().passing();

    Map<String, JobView> views = provider().listViews(List.of(job, "nosuchjob000"));

    assertThat(views.keySet()).isSubsetOf(job);
    views.values().forEach(v -> assertThat(v.state()).isEqualTo(JobState.NOT_STARTED));
  }

  @Test
  void theAccountsJobsAreListedByIdsThatFindThem() {
    String job = jobs().passing();

    List<AccountJobs.Listed> listed = provider().jobs(1_000);

    List<AccountJobs.Listed> its =
        listed.stream()
            .filter(l -> provider().find(l.job()).filter(f -> f.jobId().equals(job)).isPresent())
            .toList();
    assertThat(its).extracting(AccountJobs.Listed::state).containsExactly(JobState.NOT_STARTED);
    assertThat(its.get(0).status()).isEqualTo(provider().view(job).status());
  }

  @Test
  void aCheckThatFailsShowsItsItemsInARunOfItsOwn() throws InterruptedException {
    String job = jobs().failing();
    Baseline before = provider().baseline(job);

    String request = provider().submitCheck(job, soon());

    assertThat(request).isNotEmpty();
    PrecheckReport report = awaitFailedRunAfter(job, before);
    assertThat(report.failed()).extracting(PrecheckItem::code).contains(jobs().shieldableItem());
    assertThat(report.total()).isEqualTo(report.passed() + report.items().size());
    assertThat(provider().report(job).digest()).isEqualTo(report.digest()).isNotEmpty();
    ChecksPage page = provider().reportPage(job, ChecksPart.PRECHECK, 1, 200);
    assertThat(page.items()).isNotEmpty();
    assertThat(page.total()).isEqualTo(report.total());
  }

  @Test
  void theRunAfterAShieldOrARepairPassesAndTheJobMoves() throws InterruptedException {
    String job = jobs().failing();
    Baseline before = provider().baseline(job);
    provider().submitCheck(job, soon());
    PrecheckReport failed = awaitFailedRunAfter(job, before);

    shieldOrRepair(job, failed);
    Baseline shielded = provider().baseline(job);
    provider().submitCheck(job, soon());

    startOnceChecked(job);
    JobView moved = awaitMoved(job);
    assertThat(moved.state()).isIn(JobState.MOVING, JobState.FINISHED);
    PrecheckReport passed = provider().report(job);
    assertThat(passed.failed()).isEmpty();
    assertThat(passed.state()).isEqualTo(PrecheckReport.State.PASSED);
    if (hasIdentity(passed)) {
      assertThat(shielded.isOlderThan(passed.runId(), passed.bootTime())).isTrue();
    }
  }

  @Test
  void aStartOfAJobThatHasEndedIsAConflictWithoutEffect() throws InterruptedException {
    String job = jobs().passing();
    provider().submitCheck(job, soon());
    startOnceChecked(job);
    awaitMoved(job);
    jobs().end(job);
    awaitState(job, JobState.FINISHED);

    ProviderException e = trouble(() -> provider().submitCheck(job, soon()));

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(e.code()).isNotEmpty();
  }

  @Test
  void aResumeOfAJobThatHasNotFailedIsAConflictWithoutEffect() {
    assumeThat(provider().capability().extras().resume().call()).isNotEmpty();
    String job = jobs().passing();

    ProviderException e = trouble(() -> provider().resume(job, soon()));

    assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(provider().view(job).state()).isEqualTo(JobState.NOT_STARTED);
  }

  @Test
  void nothingIsSentAfterItsDeadline() {
    String job = jobs().passing();

    ProviderException e =
        trouble(() -> provider().submitCheck(job, Deadline.in(Duration.ofMillis(-1))));

    assertThat(e.effect()).isEqualTo(Effect.NONE);
    assertThat(provider().view(job).state()).isEqualTo(JobState.NOT_STARTED);
  }

  @Test
  void aWrongSecretIsRefusedAsSuch() {
    ProviderException e =
        trouble(
            () -> {
              withWrongSecret().probe();
              return "";
            });

    assertThat(e.kind()).isEqualTo(Kind.AUTH);
    assertThat(e.effect()).isEqualTo(Effect.NONE);
  }

  private void shieldOrRepair(String job, PrecheckReport failed) {
    List<String> codes = codes(failed);
    switch (provider().capability().shieldReach()) {
      case NONE, BY_HAND -> {
        ProviderException e =
            trouble(() -> provider().shield(job, failed.runId(), codes, jobs().choices(), soon()));
        assertThat(e.effect()).isEqualTo(Effect.NONE);
        assertThat(failed.items()).noneMatch(PrecheckItem::shieldable);
        jobs().repair(job);
      }
      case FINDING, STEP, ITEM_ON_TASK, ITEM_ON_INSTANCE ->
          provider().shield(job, failed.runId(), codes, jobs().choices(), soon());
    }
  }

  private PrecheckReport awaitFailedRunAfter(String job, Baseline before)
      throws InterruptedException {
    awaitState(job, JobState.CHECK_FAILED);
    PrecheckReport report = provider().report(job);
    Deadline patience = Deadline.in(PATIENCE);
    while (report.state() != PrecheckReport.State.FAILED && !patience.passed()) {
      letTimePass();
      report = provider().report(job);
    }
    assertThat(report.state()).isEqualTo(PrecheckReport.State.FAILED);
    if (hasIdentity(report)) {
      assertThat(before.isOlderThan(report.runId(), report.bootTime())).isTrue();
    }
    return report;
  }

  /** Where a checked job rests, it passes there and is started. */
  private void startOnceChecked(String job) throws InterruptedException {
    if (!provider().capability().startFollowsCheck()) {
      awaitState(job, JobState.CHECK_PASSED);
      assertThat(provider().start(job, soon())).isNotEmpty();
    }
  }

  private static boolean hasIdentity(PrecheckReport report) {
    return !report.runId().isEmpty() || !report.bootTime().isEmpty();
  }

  private JobView awaitMoved(String job) throws InterruptedException {
    Deadline patience = Deadline.in(PATIENCE);
    JobView view = provider().view(job);
    while (view.state() != JobState.MOVING
        && view.state() != JobState.FINISHED
        && !patience.passed()) {
      letTimePass();
      view = provider().view(job);
    }
    return view;
  }

  private void awaitState(String job, JobState wanted) throws InterruptedException {
    Deadline patience = Deadline.in(PATIENCE);
    while (provider().view(job).state() != wanted && !patience.passed()) {
      letTimePass();
    }
    assertThat(provider().view(job).state()).isEqualTo(wanted);
  }

  private static List<String> codes(PrecheckReport report) {
    return report.failed().stream().map(PrecheckItem::code).distinct().toList();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private static ProviderException trouble(Supplier<Object> call) {
    ProviderException e = catchThrowableOfType(ProviderException.class, call::get);
    assertThat(e).as("nothing was thrown").isNotNull();
    return e;
  }
}
