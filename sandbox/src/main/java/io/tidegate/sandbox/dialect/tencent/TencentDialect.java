package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.Refusal;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.fault.Fault;
import io.tidegate.sandbox.fault.Faults;
import io.tidegate.sandbox.fault.Misbehaviour;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.BadRequest;
import io.tidegate.sandbox.http.CallCounts;
import io.tidegate.sandbox.http.Handler;
import io.tidegate.sandbox.http.RateLimit;
import io.tidegate.sandbox.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tencent Cloud DTS on the path {@code /}: finds the action by its name and version, checks who
 * calls, orders the faults that are armed, and puts what the action answers into an envelope.
 * Whatever is refused, the HTTP status is 200.
 */
public final class TencentDialect implements Handler {
  /** The name of this dialect at a job that migrates. */
  public static final String NAME = "tencent";

  /** The name of this dialect at a job that migrates by the version of 2018. */
  public static final String NAME_2018 = "tencent-2018";

  /** The name of this dialect at a job that synchronises. */
  public static final String SYNC_NAME = "tencent-sync";

  /** What the newer signature scheme names the action in; in lower case. */
  public static final String ACTION_HEADER = "x-tc-action";

  private static final Logger log = LoggerFactory.getLogger(TencentDialect.class);

  /** What the service calls its API; a request that names one of them is meant for this dialect. */
  private static final Set<String> VERSIONS =
      Arrays.stream(ApiVersion.values())
          .map(ApiVersion::text)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<Key, Action<?>> actions;
  private final SignatureCheck signatures;
  private final Faults faults;
  private final RateLimit limit;
  private final CallCounts counts;

  /** What finds an action: names come again in another version, with another meaning. */
  private record Key(String name, String version) {}

  public TencentDialect(
      List<Action<?>> actions,
      AccessKeys keys,
      SandboxClock clock,
      Faults faults,
      RateLimit limit,
      CallCounts counts) {
    this.actions =
        actions.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    action -> new Key(action.name(), action.version().text()),
                    Function.identity()));
    this.signatures = new SignatureCheck(keys, clock);
    this.faults = faults;
    this.limit = limit;
    this.counts = counts;
  }

  /** Whether a request speaks this dialect, well or badly. */
  public static boolean isSpokenIn(Request request) {
    return request.header(ACTION_HEADER).isPresent()
        || isSpokenIn(request.query())
        || isSpokenIn(request.form());
  }

  // Who signs with an AccessKeyId means another service, whatever version is asked of it.
  private static boolean isSpokenIn(List<Request.Parameter> parameters) {
    return parameters.stream().anyMatch(TencentDialect::isVersion)
        && parameters.stream().noneMatch(parameter -> parameter.name().equals("AccessKeyId"));
  }

  private static boolean isVersion(Request.Parameter parameter) {
    return parameter.name().equals("Version") && VERSIONS.contains(parameter.value());
  }

  @Override
  public Answer answer(Request request) {
    String requestId = UUID.randomUUID().toString();
    try {
      Common common = Common.of(request);
      Action<?> action = route(request, common);
      counts.received(action.name());
      signatures.check(request, common);
      return serve(action, request, common, requestId);
    } catch (TencentError error) {
      return Renderer.error(200, error, requestId);
    } catch (BadRequest e) {
      return Renderer.error(
          200, new TencentError("InvalidRequest", String.valueOf(e.getMessage())), requestId);
    } catch (RuntimeException e) {
      log.error("request {} failed", requestId, e);
      return Renderer.error(200, internalError(), requestId);
    }
  }

  @Override
  public Answer refusal(Map<String, List<String>> headers, int status, String message) {
    String code =
        switch (status) {
          case 400 -> "InvalidRequest";
          case 413 -> "RequestSizeLimitExceeded";
          default -> "InternalError";
        };
    return Renderer.error(200, new TencentError(code, message), UUID.randomUUID().toString());
  }

  private Action<?> route(Request request, Common common) {
    if (!request.path().equals("/")) {
      throw new TencentError("InvalidRequest", "Actions are called on the path /.");
    }
    if (!request.method().equals("GET") && !request.method().equals("POST")) {
      throw new TencentError("UnsupportedProtocol", "Actions are called by GET or POST.");
    }
    String name = common.get("Action");
    String version = common.get("Version");
    common.get("Region");
    Action<?> action = actions.get(new Key(name, version));
    if (action != null) {
      return action;
    }
    throw VERSIONS.contains(version)
        ? new TencentError("InvalidAction", "The action is not one of version " + version + ".")
        : new TencentError("NoSuchVersion", "The version of the API does not exist.");
  }

  private <P> Answer serve(Action<P> action, Request request, Common common, String requestId) {
    // Actions of one name in two versions are two actions, each with calls of its own.
    if (!limit.admits(action.version().text() + " " + action.name(), action.share())) {
      throw throttled();
    }
    Misbehaviour misbehaviour = faults.take(action.name(), action.reach());
    Optional<Answer> instead = misbehaviour.fault().flatMap(fault -> instead(fault, requestId));
    if (instead.isPresent()) {
      return instead.get();
    }
    Answer answer;
    try {
      P parameters = ParameterReader.read(request, common, action.parameters());
      Object body = perform(action, parameters, new Call(misbehaviour));
      answer = Renderer.answer(body, requestId);
    } catch (TencentError error) {
      answer = Renderer.error(200, error, requestId);
    }
    return misbehaviour.spoilt(answer);
  }

  private <P> Object perform(Action<P> action, P parameters, Call call) {
    try {
      Object body = action.answer(parameters, call);
      counts.accepted(action.name());
      return body;
    } catch (Refusal refusal) {
      throw action.version().worded(TencentErrors.of(refusal));
    } catch (TencentError error) {
      throw action.version().worded(error);
    }
  }

  /** What a fault does instead of the work. */
  private static Optional<Answer> instead(Fault fault, String requestId) {
    return switch (fault) {
      case THROTTLE -> throw throttled();
      case EXPIRED_TOKEN -> throw SignatureCheck.tokenFailure();
      case CLOCK_SKEW -> throw SignatureCheck.expired();
      case SOFT_FAILURE -> throw internalError();
      case ERROR_500 -> Optional.of(Renderer.error(500, internalError(), requestId));
      case RESET_BEFORE -> Optional.of(Answer.none());
      case DROP_AFTER,
          LATE,
          HALF_BODY,
          NOT_JSON,
          STALE_STATUS,
          UNKNOWN_STATUS,
          CHANGING_PAGE,
          ENDLESS_CHECK ->
          Optional.empty();
    };
  }

  private static TencentError internalError() {
    return new TencentError("InternalError", "An internal error has occurred.");
  }

  private static TencentError throttled() {
    return new TencentError(
        "RequestLimitExceeded", "Your current request times exceed the limit of this action.");
  }
}
