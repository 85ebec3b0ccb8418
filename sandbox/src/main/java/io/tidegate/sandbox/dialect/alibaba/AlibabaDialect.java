package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.Refusal;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.fault.Fault;
import io.tidegate.sandbox.fault.Faults;
import io.tidegate.sandbox.fault.Misbehaviour;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.CallCounts;
import io.tidegate.sandbox.http.Handler;
import io.tidegate.sandbox.http.RateLimit;
import io.tidegate.sandbox.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alibaba Cloud DTS, version 2020-01-01, on the path {@code /}: finds the action by its name,
 * checks who calls, orders the faults that are armed, and puts what the action answers into an
 * envelope.
 */
public final class AlibabaDialect implements Handler {
  /** The name of this dialect at a job. */
  public static final String NAME = "alibaba";

  /** The same of one direction of a synchronisation. */
  public static final String SYNC_NAME = "alibaba-sync";

  static final String VERSION = "2020-01-01";

  private static final Logger log = LoggerFactory.getLogger(AlibabaDialect.class);

  private final Map<String, Action> actions;
  private final SignatureCheck signatures;
  private final Faults faults;
  private final RateLimit limit;
  private final CallCounts counts;

  /** A gateway's error, whoever refuses. */
  record GatewayError(String requestId, String hostId, String code, String message) {}

  /** A refusal within an HTTP 200. */
  record SoftFailure(String requestId, boolean success, String errCode, String errMessage) {}

  /** A refusal within an HTTP 200, as the newer family writes it. */
  record DtsSoftFailure(
      String requestId,
      boolean success,
      int httpStatusCode,
      String errCode,
      String errMessage,
      String dynamicMessage) {}

  public AlibabaDialect(
      List<Action> actions,
      AccessKeys keys,
      SandboxClock clock,
      Faults faults,
      RateLimit limit,
      CallCounts counts) {
    this.actions =
        actions.stream().collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));
    this.signatures = new SignatureCheck(keys, clock);
    this.faults = faults;
    this.limit = limit;
    this.counts = counts;
  }

  @Override
  public Answer answer(Request request) {
    String requestId = requestId();
    Map<String, String> parameters = merged(request);
    Renderer.Format format = format(request, parameters);
    try {
      Action action = route(request, parameters);
      counts.received(action.name());
      signatures.check(request, parameters);
      return serve(action, requestId, new Parameters(parameters), format);
    } catch (AlibabaError error) {
      return error(error, request, requestId, format);
    } catch (RuntimeException e) {
      log.error("request {} failed", requestId, e);
      AlibabaError internal =
          AlibabaError.gateway(500, "InternalError", "The request processing has failed.");
      return error(internal, request, requestId, format);
    }
  }

  /** In JSON: what format was asked for is not known where nothing could be read. */
  @Override
  public Answer refusal(Map<String, List<String>> headers, int status, String message) {
    String code =
        switch (status) {
          case 400 -> "InvalidParameter";
          case 413 -> "RequestEntityTooLarge";
          default -> "InternalError";
        };
    return Renderer.render(
        status, "Error", new GatewayError(requestId(), "", code, message), Renderer.Format.JSON);
  }

  private static String requestId() {
    return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
  }

  private Action route(Request request, Map<String, String> parameters) {
    if (!request.path().equals("/")) {
      throw AlibabaError.gateway(
          404, "InvalidAction.NotFound", "Actions are called on the path /, not " + request.path());
    }
    if (!request.method().equals("GET") && !request.method().equals("POST")) {
      throw AlibabaError.gateway(
          405, "UnsupportedHTTPMethod", "Actions are called by GET or POST.");
    }
    String name = signed(request, "x-acs-action", parameters, "Action");
    String version = signed(request, "x-acs-version", parameters, "Version");
    if (!version.equals(VERSION)) {
      throw AlibabaError.gateway(
          400, "InvalidVersion", "Specified parameter Version is not valid; it is " + VERSION);
    }
    Action action = actions.get(name);
    if (action == null) {
      throw AlibabaError.gateway(
          404,
          "InvalidAction.NotFound",
          "Specified api is not found, please check your url and method.");
    }
    if (action.postOnly() && !request.method().equals("POST")) {
      throw AlibabaError.gateway(
          405, "UnsupportedHTTPMethod", "This action is called by POST only.");
    }
    return action;
  }

  private Answer serve(
      Action action, String requestId, Parameters parameters, Renderer.Format format) {
    if (!limit.admits(action.name(), action.share())) {
      throw throttled();
    }
    Misbehaviour misbehaviour = faults.take(action.name(), action.reach());
    Answer answer;
    try {
      Optional<Answer> instead = misbehaviour.fault().flatMap(AlibabaDialect::instead);
      if (instead.isPresent()) {
        return instead.get();
      }
      Object body = perform(action, new Call(requestId, parameters, misbehaviour));
      answer = Renderer.render(200, root(action), body, format);
    } catch (AlibabaError error) {
      if (!error.isSoft()) {
        throw error;
      }
      answer = Renderer.render(200, root(action), soft(action, requestId, error), format);
    }
    return misbehaviour.spoilt(answer);
  }

  private Object perform(Action action, Call call) {
    try {
      Object body = action.answer(call);
      counts.accepted(action.name());
      return body;
    } catch (Refusal refusal) {
      throw AlibabaErrors.of(refusal, action.family());
    }
  }

  /** What a fault does instead of the work. */
  private static Optional<Answer> instead(Fault fault) {
    return switch (fault) {
      case THROTTLE -> throw throttled();
      case ERROR_500 ->
          throw AlibabaError.gateway(
              500, "InternalError", "The request processing has failed due to some unknown error.");
      case EXPIRED_TOKEN -> throw SignatureCheck.tokenExpired();
      case CLOCK_SKEW -> throw SignatureCheck.expired();
      case SOFT_FAILURE ->
          throw AlibabaError.soft(
              "InternalError", "The request processing has failed due to some unknown error.");
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

  private static AlibabaError throttled() {
    return AlibabaError.gateway(
        400, "Throttling.User", "Request was denied due to user flow control.");
  }

  private static Object soft(Action action, String requestId, AlibabaError error) {
    return switch (action.family()) {
      case DTS -> new DtsSoftFailure(requestId, false, 200, error.code(), error.text(), "");
      case LEGACY -> new SoftFailure(requestId, false, error.code(), error.text());
    };
  }

  private static Answer error(
      AlibabaError error, Request request, String requestId, Renderer.Format format) {
    String host = request.header("host").orElse("");
    return Renderer.render(
        error.status(),
        "Error",
        new GatewayError(requestId, host, error.code(), error.text()),
        format);
  }

  /** The one action whose sample has a root of its own. */
  private static String root(Action action) {
    return action.name().equals("ShieldPrecheck") ? action.name() : action.name() + "Response";
  }

  private static Renderer.Format format(Request request, Map<String, String> parameters) {
    boolean headers = request.header("authorization").isPresent();
    String wanted = parameters.getOrDefault("Format", headers ? "JSON" : "XML");
    return wanted.equalsIgnoreCase("JSON") ? Renderer.Format.JSON : Renderer.Format.XML;
  }

  private static Map<String, String> merged(Request request) {
    Map<String, String> merged = new HashMap<>();
    request.query().forEach(parameter -> merged.put(parameter.name(), parameter.value()));
    request.form().forEach(parameter -> merged.put(parameter.name(), parameter.value()));
    return merged;
  }

  /** From where the request's own signature scheme signs it, and from nowhere else. */
  private static String signed(
      Request request, String header, Map<String, String> parameters, String parameter) {
    boolean headers = request.header("authorization").isPresent();
    String value =
        headers ? request.header(header).orElse("") : parameters.getOrDefault(parameter, "");
    if (value.isBlank()) {
      throw AlibabaError.missing(headers ? header : parameter);
    }
    return value;
  }
}
