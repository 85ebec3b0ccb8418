package io.tidegate.provider.oms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.report.ReportBuilder;
import io.tidegate.workflow.contract.Baseline;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.JobState;
import io.tidegate.workflow.contract.JobView;
import io.tidegate.workflow.contract.PrecheckReport;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An account at an OceanBase Migration Service for migrations that bring the definition of their
 * project: it is prechecked item by item while the project rests, and the project is started by a
 * call. It checks by itself once more then, as its first step, which counts as moving here; one
 * that fails that is prechecked anew, and goes on by the call that resumes it.
 */
final class OmsDefinedProvider extends ProjectProvider implements DefinedProvider {
  private static final String SUBMIT = "SubmitPreCheck";
  private static final StepNames STEP_NAMES =
      new StepNames(SUBMIT, "", Controls.START, Controls.STOP + ", " + Controls.RELEASE);
  private static final int ID_LIMIT = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OmsClient client;
  private final RunReader runs;
  private final Controls controls;

  OmsDefinedProvider(AccountSettings settings, OmsClient client, Clock clock) {
    super(settings, client, clock, false);
    this.client = client;
    this.runs = new RunReader(client);
    this.controls = controls();
  }

  @Override
  public StepNames stepNames() {
    return STEP_NAMES;
  }

  @Override
  public JobView view(String job) {
    return started(super.view(job));
  }

  @Override
  public Map<String, JobView> listViews(Collection<String> jobs) {
    Map<String, JobView> views = new HashMap<>(super.listViews(jobs));
    views.replaceAll((id, view) -> started(view));
    return views;
  }

  private static JobView started(JobView view) {
    return view.in(started(view.state()));
  }

  private static JobState started(JobState state) {
    return state == JobState.CHECKING ? JobState.MOVING : state;
  }

  /** Runs have ids, which tell them apart from each other and from what a project does itself. */
  @Override
  public Baseline baseline(String job) {
    Baseline own = super.baseline(job);
    return new Baseline(started(own.state()), own.status(), "", "", own.takenAt());
  }

  @Override
  public PrecheckReport report(String job) {
    PrecheckReport own = super.report(job);
    return new PrecheckReport(
        own.state(),
        own.status(),
        "",
        "",
        own.items(),
        own.total(),
        own.passed(),
        own.omitted(),
        own.digest());
  }

  @Override
  public PrecheckReport report(String job, String run) {
    return ReportBuilder.report(runs.read(run));
  }

  @Override
  public ChecksPage reportPage(String job, String run, int page, int size) {
    return ReportBuilder.page(runs.read(run), page, size);
  }

  @Override
  public Optional<String> missing() {
    return runs.areKnown()
        ? Optional.empty()
        : Optional.of(
            OmsErrors.NO_RUNS
                + ": remove 'definition' from the migration; the precheck is the project's first step"
                + " then");
  }

  @Override
  public Submitted submitCheck(String job, String definition, Deadline deadline) {
    return DefinedProvider.rests(controls.state(SUBMIT, job, deadline))
        ? submit(job, definition, deadline)
        : new Submitted(controls.begin(job, deadline), "");
  }

  private Submitted submit(String job, String definition, Deadline deadline) {
    OmsReply reply = client.call(SUBMIT, body(job, definition), deadline);
    JsonNode run = reply.one();
    if (!run.isValueNode() || run.asText().isBlank() || run.isNull()) {
      throw ProviderException.of(Kind.TRANSIENT, OmsClient.PROVIDER, SUBMIT)
          .code("UnexpectedReply")
          .requestId(reply.requestId())
          .message("the precheck was taken, and its run is not named")
          .build();
    }
    return new Submitted(reply.requestId(), Texts.line(run.asText(), ID_LIMIT));
  }

  /** The enterprise edition wants to know the project; the community's reads past it. */
  private static byte[] body(String job, String definition) {
    try {
      if (JSON.readTree(definition) instanceof ObjectNode object) {
        return JSON.writeValueAsBytes(object.put("projectId", job));
      }
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
    throw notJson(new IOException("no object"));
  }

  private static ProviderException notJson(IOException why) {
    return ProviderException.of(Kind.CALLER, OmsClient.PROVIDER, SUBMIT)
        .effect(Effect.NONE)
        .code("NoDefinition")
        .message("the definition is not a JSON object; nothing was sent")
        .advice("cancel --detach, correct the definition, and start again")
        .cause(why)
        .build();
  }
}
