package io.tidegate.provider.oms;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.report.ReportBuilder;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account at an OceanBase Migration Service, whose jobs are its projects. The precheck is a
 * project's first step, and the movement follows a pass by itself.
 *
 * <p>No call is published that passes over an item of a precheck, so there is no shield. Nor is
 * there one for the switchover to the target: its stages are taken in the console. What calls there
 * are can end a project that follows its source: {@code StopProject}, which alone is a pause, and
 * then {@code ReleaseProject}, which is final. That is an honest end once the target has
 * everything, and so it is the cutover here, but for projects that are set up to follow back from
 * the target: releasing one would remove the way back, and is refused.
 */
public final class OmsProvider implements Provider {
  /** The only API of the service, and so its name too. */
  public static final String DIALECT = "oms";

  /** No limit is documented; the service is one process that people work with too. */
  private static final double CALLS_PER_SECOND = 10;

  /** It becomes a part of a workflow's id; names of projects are asked for by the same. */
  private static final Pattern ID_OR_NAME = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private static final StepNames STEP_NAMES =
      new StepNames(Controls.START, "", Controls.START, Controls.STOP + ", " + Controls.RELEASE);

  private final String endpoint;
  private final ProjectReader projects;
  private final ProjectList list;
  private final Controls controls;
  private final Capability capability;

  private OmsProvider(String endpoint, OmsClient client, Clock clock, Capability capability) {
    this.endpoint = endpoint;
    this.projects = new ProjectReader(client, clock);
    this.list = new ProjectList(client, clock);
    this.controls = new Controls(client, projects);
    this.capability = capability;
  }

  /**
   * @throws IllegalArgumentException where the settings name no endpoint
   */
  public static OmsProvider create(AccountSettings settings, MeterRegistry meters, Clock clock) {
    CallBudget budget =
        new CallBudget(
            settings.callsPerSecond() > 0 ? settings.callsPerSecond() : CALLS_PER_SECOND);
    OmsClient client = new OmsClient(settings, budget, meters, clock);
    Capability capability =
        new Capability(
            Capability.ShieldReach.NONE,
            List.of(),
            Map.of(),
            true,
            Capability.Cutover.STOP,
            settings.quietWindow(),
            settings.verdictGrace());
    return new OmsProvider(OmsClient.endpointOf(settings), client, clock, capability);
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public Capability capability() {
    return capability;
  }

  @Override
  public boolean pausesToEnd() {
    return true;
  }

  @Override
  public Optional<FoundJob> find(String anyId) {
    return ID_OR_NAME.matcher(anyId).matches() ? list.find(anyId) : Optional.empty();
  }

  @Override
  public JobView view(String job) {
    return Views.of(projects.read(job));
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    Map<String, JobView> views = new HashMap<>();
    if (!jobs.isEmpty()) {
      list.projects(jobs).forEach((id, project) -> views.put(id, Views.of(project)));
    }
    return views;
  }

  @Override
  public PrecheckReport report(String job) {
    return ReportBuilder.report(OwnPrecheck.report(projects.read(job)));
  }

  @Override
  public ChecksPage reportPage(String job, ChecksPart part, int page, int size) {
    Project project = projects.read(job);
    return part == ChecksPart.PRECHECK
        ? ReportBuilder.page(OwnPrecheck.report(project), page, size)
        : StageReader.page(project, part, page, size);
  }

  @Override
  public Baseline baseline(String job) {
    Project project = projects.read(job);
    JobView view = Views.of(project);
    return new Baseline(
        view.state(), view.status(), "", OwnPrecheck.began(project), project.readAt());
  }

  @Override
  public String submitCheck(String job, Deadline deadline) {
    return controls.begin(job, deadline);
  }

  /** Nothing is sent: there is no such call. */
  @Override
  public String shield(
      String job,
      String runId,
      List<String> items,
      Map<String, String> choices,
      Deadline deadline) {
    throw ProviderException.of(Kind.CALLER, OmsClient.PROVIDER, "(shield)")
        .effect(Effect.NONE)
        .code("NoShield")
        .message("nothing was sent for " + String.join(", ", items))
        .advice(OwnPrecheck.BY_AN_OPERATOR)
        .build();
  }

  @Override
  public String start(String job, Deadline deadline) {
    return controls.begin(job, deadline);
  }

  @Override
  public String suspend(String job, Deadline deadline) {
    return controls.stop(job, deadline);
  }

  @Override
  public String complete(String job, Deadline deadline) {
    return controls.complete(job, deadline);
  }

  @Override
  public String stop(String job, Deadline deadline) {
    return controls.end(job, deadline);
  }

  @Override
  public void probe() {
    list.probe();
  }

  @Override
  public StepNames stepNames() {
    return STEP_NAMES;
  }
}
