package io.tidegate.activity;

import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.CheckOutcome;
import io.tidegate.workflow.contract.CredentialsMark;
import io.tidegate.workflow.contract.FailureType;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.MigrationActivities;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Receipt;
import io.tidegate.workflow.contract.Snapshot;
import io.tidegate.workflow.contract.TriedCredentials;
import io.tidegate.workflow.contract.WatchGoal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps of a migration, at whichever provider its account has. */
public final class MigrationActivitiesImpl implements MigrationActivities {
  private final Accounts accounts;
  private final Clock clock;
  private final Effects effects;

  public MigrationActivitiesImpl(Accounts accounts, Clock clock) {
    this(accounts, clock, time -> Thread.sleep(time.toMillis()));
  }

  MigrationActivitiesImpl(Accounts accounts, Clock clock, CallBudget.Pause pause) {
    this.accounts = accounts;
    this.clock = clock;
    this.effects = new Effects(clock, pause);
  }

  @Override
  public Snapshot lookAtJob(JobRef job) {
    return with(
        job,
        account -> {
          Instant takenAt = clock.instant();
          // The run first: one that begins in between then shows as newer than the baseline.
          PrecheckReport report = Readings.report(account.provider(), job);
          JobView alone = account.board().view(job.job(), takenAt);
          JobView view = Readings.view(account.provider(), job, alone, report);
          Baseline baseline =
              new Baseline(view.state(), view.status(), report.runId(), report.bootTime(), takenAt);
          return new Snapshot(
              view,
              baseline,
              report,
              account.provider().capability(),
              account.settings().neverItems());
        });
  }

  @Override
  public Receipt submitCheck(JobRef job, Baseline baseline, @Nullable String definition) {
    return submit(job, "submit-check", baseline, definition);
  }

  @Override
  public Receipt recheck(JobRef job, Baseline baseline, @Nullable String definition) {
    return submit(job, "recheck", baseline, definition);
  }

  private Receipt submit(JobRef job, String name, Baseline baseline, @Nullable String definition) {
    return with(
        job,
        account -> {
          if (account.provider() instanceof DefinedProvider provider && definition != null) {
            return perform(
                account, new DefinedCheckEffect(name, provider, job.job(), definition, baseline));
          }
          if (account.provider() instanceof DefinedProvider || definition != null) {
            // The other way runs on into the movement, or leaves unchecked what was brought.
            throw Failures.of(
                FailureType.INVALID_REQUEST,
                "job %s is checked by a definition or without one, and this migration has it the"
                        .formatted(job.job())
                    + " other way: cancel --detach, and start it again from its file");
          }
          return change(
              account, job, name, now -> Meanings.ofSubmit(baseline, now), Provider::submitCheck);
        });
  }

  @Override
  public CheckOutcome pollUntilFinished(
      JobRef job, Baseline baseline, Instant submittedAt, Instant deadline) {
    return with(
        job,
        account ->
            new CheckPoll(account, job, new TemporalAttempt(), clock)
                .outcome(baseline, submittedAt, deadline));
  }

  @Override
  public Receipt shieldSkippable(
      JobRef job,
      String runId,
      List<String> items,
      @Nullable Map<String, String> choices,
      @Nullable Instant allowedUntil) {
    // A workflow of an earlier version says neither.
    Map<String, String> said = choices == null ? Map.of() : choices;
    return with(
        job,
        account ->
            perform(
                account,
                new ShieldEffect(
                    account.provider(),
                    job.job(),
                    runId,
                    items,
                    said,
                    new Permission(allowedUntil, account.settings().neverItems(), clock))));
  }

  @Override
  public Receipt startMigration(JobRef job, Baseline baseline) {
    return with(
        job,
        account ->
            account.provider().capability().startFollowsCheck()
                ? new FollowedStart(account, job, new TemporalAttempt(), clock).receipt(baseline)
                : change(
                    account,
                    job,
                    "start",
                    now -> Meanings.ofStart(baseline, now),
                    Provider::start));
  }

  @Override
  public JobView watchMigration(
      JobRef job, @Nullable JobView seen, @Nullable WatchGoal goal, @Nullable Duration maxLag) {
    return with(
        job,
        account ->
            new JobWatch(account, job, new TemporalAttempt(), clock).news(seen, goal, maxLag));
  }

  @Override
  public Receipt suspendMigration(JobRef job, Baseline baseline) {
    return with(
        job, account -> change(account, job, "suspend", Meanings::ofSuspend, Provider::suspend));
  }

  @Override
  public Receipt resumeMigration(JobRef job, Baseline baseline) {
    return with(
        job,
        account -> {
          Capability.Resume call = account.provider().capability().extras().resume();
          return change(
              account, job, "resume", now -> Meanings.ofResume(now, call), Provider::resume);
        });
  }

  @Override
  public Receipt completeMigration(JobRef job, Baseline baseline) {
    // Whoever paused it before the first send was somebody else, and is not fought.
    boolean begun = new TemporalAttempt().mayHaveSent();
    return with(
        job,
        account -> end(account, job, "complete", Meanings::ofComplete, begun, Provider::complete));
  }

  @Override
  public Receipt modifyJob(JobRef job, Baseline baseline, String body) {
    return with(
        job,
        account ->
            perform(account, new ModifyEffect(account.provider(), job.job(), baseline, body)));
  }

  @Override
  public Receipt stopMigration(JobRef job, Baseline baseline) {
    return with(
        job,
        account -> {
          boolean failedIsOver = account.provider().capability().extras().failedIsOver();
          return end(
              account,
              job,
              "stop",
              now -> Meanings.ofStop(now, failedIsOver),
              true,
              Provider::stop);
        });
  }

  /**
   * @param mayBePaused whether a job that is paused is ended too, where the pause may be half of it
   */
  private Receipt end(
      Account account,
      JobRef job,
      String name,
      Function<Baseline, Effect.Look> meaning,
      boolean mayBePaused,
      Sending sending) {
    boolean halves = account.provider().pausesToEnd();
    Function<Baseline, Effect.Look> met =
        halves && mayBePaused ? Meanings.orHalfWay(meaning) : meaning;
    return change(account, job, name, !halves, met, sending);
  }

  @Override
  public CredentialsMark awaitCredentials(JobRef job, List<TriedCredentials> tried) {
    return with(
        job,
        account ->
            CredentialsWatch.await(
                account,
                tried,
                clock.instant(),
                Pauses.after(new TemporalAttempt().number(), account.settings().watchInterval())));
  }

  /** The call of a provider that changes a job. */
  private interface Sending {
    String by(Provider provider, String job, Deadline deadline);
  }

  private Receipt change(
      Account account,
      JobRef job,
      String name,
      Function<Baseline, Effect.Look> meaning,
      Sending sending) {
    return change(account, job, name, true, meaning, sending);
  }

  /**
   * @param whole whether it is one call
   */
  private Receipt change(
      Account account,
      JobRef job,
      String name,
      boolean whole,
      Function<Baseline, Effect.Look> meaning,
      Sending sending) {
    Provider provider = account.provider();
    return perform(
        account,
        new StateEffect(
            name,
            whole,
            () -> Readings.baseline(provider, job),
            meaning,
            deadline -> sending.by(provider, job.job(), deadline)));
  }

  private Receipt perform(Account account, Effect effect) {
    Provider provider = account.provider();
    return effects.perform(effect, new TemporalAttempt(), provider.capability().quietWindow());
  }

  private <T> T with(JobRef job, Function<Account, T> step) {
    try {
      return LogContext.within(job, () -> step.apply(accounts.of(job)));
    } catch (ProviderException e) {
      throw Failures.from(e);
    }
  }
}
