package io.tidegate.provider.oms;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderContractTest;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** What we rely on in every provider, where a definition is prechecked in runs of their own. */
class OmsDefinedContractTest extends ProviderContractTest {
  private final Wire wire = new Wire();
  private final FakeOms service = new FakeOms();
  private final Provider provider;

  OmsDefinedContractTest() {
    wire.server.setDispatcher(service);
    provider = new WithMemory(defined(Wire.USER));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected Provider withWrongSecret() {
    return defined(new Credentials(Wire.USER.accessKeyId(), "another", null));
  }

  private DefinedProvider defined(Credentials credentials) {
    return OmsProvider.create(
            wire.settings(CredentialsSource.fixed(credentials)), wire.meters, Clock.systemUTC())
        .forDefinitions()
        .orElseThrow();
  }

  @Override
  protected void letTimePass() {
    service.goOn();
  }

  @Override
  protected TestJobs jobs() {
    return new TestJobs() {
      @Override
      public String passing() {
        service.failing.clear();
        return FakeOms.PROJECT;
      }

      @Override
      public String failing() {
        service.failing.add(shieldableItem());
        return FakeOms.PROJECT;
      }

      @Override
      public String shieldableItem() {
        return "DB_FOREIGN_REFERENCE";
      }

      @Override
      public void repair(String job) {
        service.failing.clear();
      }

      @Override
      public List<String> otherIdsOf(String job) {
        return List.of(FakeOms.NAME);
      }
    };
  }

  /** Remembers the run that it submitted last, as a pipeline does. */
  private static final class WithMemory implements Provider {
    private final DefinedProvider defined;
    private String run = "";

    WithMemory(DefinedProvider defined) {
      this.defined = defined;
    }

    @Override
    public String submitCheck(String job, Deadline deadline) {
      DefinedProvider.Submitted submitted =
          defined.submitCheck(job, "{\"name\":\"orders\"}", deadline);
      run = submitted.run();
      return submitted.requestId();
    }

    @Override
    public PrecheckReport report(String job) {
      return run.isEmpty() ? defined.report(job) : defined.report(job, run);
    }

    @Override
    public ChecksPage reportPage(String job, ChecksPart part, int page, int size) {
      return run.isEmpty()
          ? defined.reportPage(job, part, page, size)
          : defined.reportPage(job, run, page, size);
    }

    @Override
    public List<AccountJobs.Listed> jobs(int most) {
      return defined.jobs(most);
    }

    @Override
    public JobView view(String job) {
      JobView view = defined.view(job);
      return view.in(DefinedProvider.checked(view.state(), report(job)));
    }

    @Override
    public Baseline baseline(String job) {
      Baseline own = defined.baseline(job);
      PrecheckReport report = report(job);
      return new Baseline(
          DefinedProvider.checked(own.state(), report),
          own.status(),
          report.runId(),
          report.bootTime(),
          own.takenAt());
    }

    @Override
    public String start(String job, Deadline deadline) {
      return defined.start(job, deadline);
    }

    @Override
    public String endpoint() {
      return defined.endpoint();
    }

    @Override
    public Capability capability() {
      return defined.capability();
    }

    @Override
    public Optional<FoundJob> find(String anyId) {
      return defined.find(anyId);
    }

    @Override
    public Map<String, JobView> listViews(Collection<String> jobs) {
      return defined.listViews(jobs);
    }

    @Override
    public String shield(
        String job, String runId, List<String> items, Map<String, String> choices, Deadline d) {
      return defined.shield(job, runId, items, choices, d);
    }

    @Override
    public String suspend(String job, Deadline deadline) {
      return defined.suspend(job, deadline);
    }

    @Override
    public String complete(String job, Deadline deadline) {
      return defined.complete(job, deadline);
    }

    @Override
    public String stop(String job, Deadline deadline) {
      return defined.stop(job, deadline);
    }

    @Override
    public void probe() {
      defined.probe();
    }

    @Override
    public StepNames stepNames() {
      return defined.stepNames();
    }
  }
}
