package io.tidegate.activity;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.ProviderException;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.AccountView;
import io.tidegate.workflow.contract.AskActivities;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksRequest;
import io.tidegate.workflow.contract.JobRef;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PlanReport;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.policy.PolicyProblems;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers questions from what the accounts' providers say now. */
public final class AskActivitiesImpl implements AskActivities {
  private static final int MAX_PAGE = 200;

  private final Accounts accounts;
  private final Clock clock;

  public AskActivitiesImpl(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public PlanReport plan(PlanRequest request) {
    return new PlanReport(request.entries().stream().map(this::line).toList());
  }

  private PlanReport.Line line(PlanRequest.Entry entry) {
    Optional<Account> account = accounts.find(entry.account());
    if (account.isEmpty()) {
      return without(entry, accounts.unknown(entry.account()));
    }
    if (entry.defined()) {
      account = accounts.findForDefinitions(entry.account());
      if (account.isEmpty()) {
        return without(
            entry,
            "definition: the service of account %s takes none: remove it from the migration"
                .formatted(entry.account()));
      }
    }
    try {
      Optional<FoundJob> found = account.get().provider().find(entry.job());
      return found.isEmpty()
          ? without(
              entry,
              "job %s is not known at %s in %s (account %s)"
                  .formatted(
                      entry.job(),
                      account.get().settings().provider(),
                      account.get().settings().region(),
                      entry.account()))
          : found(entry, account.get(), found.get());
    } catch (ProviderException e) {
      return without(entry, Failures.message(e));
    }
  }

  private PlanReport.Line found(PlanRequest.Entry entry, Account account, FoundJob found) {
    AccountSettings settings = account.settings();
    JobRef ref =
        new JobRef(
            settings.name(),
            settings.provider(),
            entry.defined() ? Account.dialectOfDefined(settings.dialect()) : settings.dialect(),
            settings.region(),
            found.jobId());
    return LogContext.within(ref, () -> line(entry, account, ref));
  }

  private PlanReport.Line line(PlanRequest.Entry entry, Account account, JobRef ref) {
    // Not from the list: which stages a job will have is said by some services of one job alone.
    JobView view = account.provider().view(ref.job());
    Capability capability = account.provider().capability();
    List<String> problems = new ArrayList<>(PolicyProblems.of(entry.policy(), capability));
    PlanSteps.problem(view).ifPresent(problems::add);
    if (account.provider() instanceof DefinedProvider defined) {
      defined.missing().map(why -> "definition: " + why).ifPresent(problems::add);
    }
    List<String> steps =
        new PlanSteps(account.provider().stepNames(), capability, account.settings().neverItems())
            .of(entry, view, clock.instant());
    return new PlanReport.Line(
        entry.name(), entry.account(), ref, capability, view, problems, steps);
  }

  private static PlanReport.Line without(PlanRequest.Entry entry, String problem) {
    return new PlanReport.Line(
        entry.name(), entry.account(), null, null, null, List.of(problem), List.of());
  }

  @Override
  public List<AccountView> accounts() {
    return accounts.all().stream().map(AskActivitiesImpl::probed).toList();
  }

  private static AccountView probed(Account account) {
    AccountSettings settings = account.settings();
    String problem = "";
    try {
      account.provider().probe();
    } catch (ProviderException e) {
      problem = Failures.message(e);
    }
    return new AccountView(
        settings.name(),
        settings.provider(),
        settings.dialect(),
        settings.region(),
        account.provider().endpoint(),
        problem);
  }

  @Override
  public AccountJobs jobs(String name) {
    return accounts
        .find(name)
        .map(AskActivitiesImpl::jobs)
        .orElseGet(
            () -> new AccountJobs(name, "", "", "", List.of(), false, accounts.unknown(name)));
  }

  private static AccountJobs jobs(Account account) {
    List<AccountJobs.Listed> jobs = List.of();
    String problem = "";
    try {
      jobs = account.provider().jobs(AccountJobs.MOST);
    } catch (ProviderException e) {
      problem = Failures.message(e);
    }
    AccountSettings settings = account.settings();
    return new AccountJobs(
        settings.name(),
        settings.provider(),
        settings.dialect(),
        settings.region(),
        jobs.subList(0, Math.min(jobs.size(), AccountJobs.MOST)),
        jobs.size() > AccountJobs.MOST,
        problem);
  }

  @Override
  public ChecksPage checks(ChecksRequest request) {
    JobRef job = request.job();
    int size = Math.max(1, Math.min(request.pageSize(), MAX_PAGE));
    try {
      return LogContext.within(
          job,
          () ->
              Readings.page(
                  accounts.of(job).provider(),
                  job,
                  request.part(),
                  Math.max(1, request.page()),
                  size));
    } catch (ProviderException e) {
      throw Failures.from(e);
    }
  }
}
