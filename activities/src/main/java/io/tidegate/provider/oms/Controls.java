package io.tidegate.provider.oms;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.json.Scalars;
import io.tidegate.provider.oms.wire.VerificationReply;
import io.tidegate.workflow.contract.JobState;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Changes projects. Which call does it depends on how the project stands, so that each begins with
 * a read; what is not known of it is refused here, and nothing is sent.
 */
final class Controls {
  static final String START = "StartProject";
  static final String RESUME = "ResumeProject";
  static final String STOP = "StopProject";
  static final String RELEASE = "ReleaseProject";
  private static final String VERIFICATION = "ListProjectFullVerifyResult";

  private final OmsClient client;
  private final ProjectReader projects;

  Controls(OmsClient client, ProjectReader projects) {
    this.client = client;
    this.projects = projects;
  }

  /** Has a new project begin, or one that failed go on from the step that did. */
  String begin(String project, Deadline deadline) {
    JobState state = state(START, project, deadline);
    return switch (state) {
      case NOT_STARTED -> send(START, project, deadline);
      case CHECK_FAILED, FAILED -> send(RESUME, project, deadline);
      default -> throw wrongState(START, project, state);
    };
  }

  /**
   * How a project stands.
   *
   * @param action what is to be sent if it stands well
   */
  JobState state(String action, String project, Deadline deadline) {
    return look(action, project, deadline).state();
  }

  String stop(String project, Deadline deadline) {
    return send(STOP, project, deadline);
  }

  /**
   * Ends a project that follows its source.
   *
   * @throws ProviderException where somebody has set up the way back, which an end would remove, or
   *     where the service has found that the target differs
   */
  String complete(String project, Deadline deadline) {
    Project now = look(RELEASE, project, deadline);
    if (now.has(StepName.REVERSE)) {
      throw ProviderException.of(Kind.CONFLICT, OmsClient.PROVIDER, RELEASE)
          .effect(Effect.NONE)
          .code("ReverseConfigured")
          .message(
              "project %s is set up to follow back from the target, and an end by call would"
                      .formatted(project)
                  + " remove that")
          .advice("switch over in the OMS console: what is done there is adopted")
          .build();
    }
    if (now.has(StepName.VERIFICATION)) {
      refuseIfDifferent(project, deadline);
    }
    return end(now, project, deadline);
  }

  /** Only what the service says to differ is refused: some do not say. */
  private void refuseIfDifferent(String project, Deadline deadline) {
    VerificationReply found =
        read(RELEASE, () -> client.call(VERIFICATION, Map.of("projectId", project), deadline))
            .as(VerificationReply.class);
    long different = Scalars.number(found.differentNumber(), 0);
    if (different > 0) {
      throw ProviderException.of(Kind.CONFLICT, OmsClient.PROVIDER, RELEASE)
          .effect(Effect.NONE)
          .code("TargetDiffers")
          .message(
              "the verification of project %s found %d differences between source and target"
                  .formatted(project, different))
          .advice("look at them in the OMS console, and verify again or switch over there")
          .build();
    }
  }

  /** Ends a project for good. */
  String end(String project, Deadline deadline) {
    return end(look(RELEASE, project, deadline), project, deadline);
  }

  /**
   * Only one that rests can be released. One that does not is stopped first, which takes a while:
   * whoever calls again then finds it resting, and it is released.
   */
  private String end(Project now, String project, Deadline deadline) {
    return switch (now.state()) {
      case PAUSED, CHECK_FAILED, FAILED -> send(RELEASE, project, deadline);
      case CHECKING, MOVING, HELD, UNKNOWN -> {
        String request = stopped(project, deadline);
        if (look(RELEASE, project, deadline).state() != JobState.PAUSED) {
          throw halfWay(
              STOP, request, "%s stops; it is released once it shows SUSPEND".formatted(project));
        }
        yield "%s, %s".formatted(request, send(RELEASE, project, deadline));
      }
      case COMPLETING ->
          throw halfWay(RELEASE, "", "%s is being released already".formatted(project));
      case NOT_CONFIGURED, NOT_STARTED, CHECK_PASSED, FINISHED ->
          throw wrongState(RELEASE, project, now.state());
    };
  }

  /** What a reading of the time before made us send may have been done meanwhile. */
  private String stopped(String project, Deadline deadline) {
    try {
      return send(STOP, project, deadline);
    } catch (ProviderException e) {
      JobState now =
          e.kind() == Kind.CONFLICT ? look(STOP, project, deadline).state() : JobState.UNKNOWN;
      switch (now) {
        case PAUSED -> {
          return e.requestId();
        }
        case CHECKING, MOVING ->
            throw halfWay(
                STOP,
                e.requestId(),
                "%s shows as running and is refused to be stopped: %s"
                    .formatted(project, e.reason()));
        default -> throw e;
      }
    }
  }

  private String send(String action, String project, Deadline deadline) {
    return client.call(action, Map.of("id", project), deadline).requestId();
  }

  private Project look(String action, String project, Deadline deadline) {
    return read(action, () -> projects.read(project, deadline));
  }

  /**
   * A read changes nothing, whatever becomes of it.
   *
   * @param action what is to be sent after it
   */
  private static <T> T read(String action, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ProviderException e) {
      throw ProviderException.of(e.kind(), OmsClient.PROVIDER, e.action())
          .effect(Effect.NONE)
          .code(e.code())
          .requestId(e.requestId())
          .message("before %s: %s".formatted(action, e.reason()))
          .advice(e.advice())
          .credentials(e.credentials())
          .cause(e)
          .build();
    }
  }

  private static ProviderException halfWay(String action, String request, String what) {
    return ProviderException.of(Kind.TRANSIENT, OmsClient.PROVIDER, action)
        .code("HalfWay")
        .requestId(request)
        .message("project " + what)
        .build();
  }

  private static ProviderException wrongState(String action, String project, JobState state) {
    String words = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return ProviderException.of(Kind.CONFLICT, OmsClient.PROVIDER, action)
        .effect(Effect.NONE)
        .code("WrongState")
        .message("project %s is %s: nothing was sent".formatted(project, words))
        .build();
  }
}
