package io.tidegate.sandbox.dialect.oms.action;

import static io.tidegate.sandbox.dialect.oms.action.Projects.required;

import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.core.Stages;
import io.tidegate.sandbox.dialect.oms.Action;
import io.tidegate.sandbox.dialect.oms.Call;
import io.tidegate.sandbox.dialect.oms.OmsError;
import io.tidegate.sandbox.dialect.oms.Operation;
import io.tidegate.sandbox.dialect.oms.Release;
import io.tidegate.sandbox.dialect.oms.Reply;
import io.tidegate.sandbox.fault.Fault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SubmitPreCheck: asks what a definition wants moved of the databases of a project, which stays
 * where it stands. What the definition leaves out of the stages is as the project has it.
 */
record SubmitPreCheck(Projects projects, SandboxClock clock)
    implements Action<SubmitPreCheck.Definition> {
  private static final Set<String> TYPES = Set.of("MIGRATION", "SYNC", "VERIFY");
  private static final int LONGEST_NAME = 64;

  /** The definition of a task. */
  record Definition(
      @Nullable String projectId,
      @Nullable Boolean subProject,
      @Nullable String name,
      @Nullable String type,
      @Nullable String sourceEndpointId,
      @Nullable String sinkEndpointId,
      @Nullable Mapping transferMapping,
      @Nullable Boolean enableStructTransfer,
      @Nullable Boolean enableFullTransfer,
      @Nullable Boolean enableIncrTransfer) {}

  @Override
  public Class<Definition> parameters() {
    return Definition.class;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STARTS;
  }

  @Override
  public boolean isIn(Release release) {
    return release.hasStandaloneChecks();
  }

  @Override
  public Reply answer(Definition definition, Call call) {
    return Reply.of(
        projects.change(
            projectId(definition),
            Operation.CHECK,
            call,
            view ->
                projects
                    .service()
                    .standaloneChecks()
                    .begin(
                        view.job().id(),
                        asked(definition, view.job().spec()),
                        call.misbehaviour().precheckHeldUntil(clock).orElse(null))));
  }

  /** The community edition sends none: the endpoints and the name tell which project is meant. */
  private String projectId(Definition definition) {
    String id = definition.projectId();
    if (id != null && !id.isBlank()) {
      return id;
    }
    String name = required(definition.name(), "name");
    return projects.list(Sight.TRUTH).stream()
        .map(JobView::job)
        .filter(job -> job.spec().name().equals(name))
        .filter(
            job ->
                ConnectInfo.endpointId(job.spec().source()).equals(definition.sourceEndpointId())
                    && ConnectInfo.endpointId(job.spec().target())
                        .equals(definition.sinkEndpointId()))
        .reduce((older, newer) -> newer)
        .orElseThrow(
            () ->
                OmsError.parameter(
                    "'projectId' is missing, and no project has this name and these endpoints"))
        .id();
  }

  private static JobSpec asked(Definition definition, JobSpec project) {
    checkName(required(definition.name(), "name"));
    checkType(required(definition.type(), "type"));
    if (Boolean.TRUE.equals(definition.subProject())) {
      throw OmsError.parameter("'subProject' must be false: objects are not changed here");
    }
    Stages stages = project.stages();
    return new JobSpec(
        project.name(),
        project.source(),
        project.target(),
        Selections.of(definition.transferMapping()),
        new Stages(
            or(definition.enableStructTransfer(), stages.structure()),
            or(definition.enableFullTransfer(), stages.fullLoad()),
            or(definition.enableIncrTransfer(), stages.incremental())));
  }

  private static void checkName(String name) {
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isWhitespace)) {
      throw OmsError.parameter(
          "'name' must have no spaces, and " + LONGEST_NAME + " characters at most");
    }
  }

  private static void checkType(String type) {
    if (!TYPES.contains(type)) {
      throw OmsError.parameter("'type' must be MIGRATION, SYNC or VERIFY");
    }
    if (!type.equals(ProjectInfo.TYPE)) {
      throw OmsError.parameter("'type' must be that of the project, " + ProjectInfo.TYPE);
    }
  }

  private static boolean or(@Nullable Boolean sent, boolean otherwise) {
    return sent == null ? otherwise : sent;
  }
}
