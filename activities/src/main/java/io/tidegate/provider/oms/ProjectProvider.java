package io.tidegate.provider.oms;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.FoundJob;
import io.tidegate.provider.Provider;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.report.ReportBuilder;
import io.tidegate.workflow.contract.AccountJobs;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPart;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.StageProgress.Stage;
import io.tidegate.workflow.contract.StageProgress.StageState;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What both ways of checking a project share: everything but what the check is. */
abstract class ProjectProvider implements Provider {
  /** It becomes a part of a workflow's id; names of projects are asked for by the same. */
  private static final Pattern ID_OR_NAME = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final String endpoint;
  private final ProjectReader projects;
  private final ProjectList list;
  private final Controls controls;
  private final Capability capability;

  /**
   * @param startFollowsCheck as in {@link Capability}
   */
  ProjectProvider(
      AccountSettings settings, OmsClient client, Clock clock, boolean startFollowsCheck) {
    this.endpoint = OmsClient.endpointOf(settings);
    this.capability =
        new Capability(
            // Without items nobody can say what was skipped.
            startFollowsCheck ? Capability.ShieldReach.NONE : Capability.ShieldReach.BY_HAND,
            List.of(),
            Map.of(),
            startFollowsCheck,
            Capability.Cutover.STOP,
            settings.quietWindow(),
            settings.verdictGrace());
    this.projects = new ProjectReader(client, clock);
    this.list = new ProjectList(client, clock);
    this.controls = new Controls(client, projects);
  }

  /** Whether it can be the id of a project. */
  static boolean isId(String text) {
    return ID_OR_NAME.matcher(text).matches();
  }

  final Controls controls() {
    return controls;
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
    return isId(anyId) ? list.find(anyId) : Optional.empty();
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
  public List<AccountJobs.Listed> jobs(int most) {
    return list.jobs(most);
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
  public Optional<String> standstill(String job) {
    boolean madeSchemaAlone =
        Stages.of(projects.read(job)).stream()
            .allMatch(
                s ->
                    s.state()
                        == (s.stage() == Stage.SCHEMA_MIGRATION
                            ? StageState.FINISHED
                            : StageState.NOT_STARTED));
    return madeSchemaAlone && projects.waitsAfterSchema(job)
        ? Optional.of(
            "project %s waits after its schema step, as it is configured to".formatted(job)
                + " (autoProcessedToNextStep is false): look at the schema that it made, have it go"
                + " on in the OMS console, and retry")
        : Optional.empty();
  }

  @Override
  public void probe() {
    list.probe();
  }
}
