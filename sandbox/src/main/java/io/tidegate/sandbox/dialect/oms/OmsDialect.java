package io.tidegate.sandbox.dialect.oms;

import io.tidegate.sandbox.core.AccessKeys;
import io.tidegate.sandbox.core.Deployments;
import io.tidegate.sandbox.core.Refusal;
import io.tidegate.sandbox.core.SandboxClock;
import io.tidegate.sandbox.fault.Fault;
import io.tidegate.sandbox.fault.Faults;
import io.tidegate.sandbox.fault.Misbehaviour;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.CallCounts;
import io.tidegate.sandbox.http.Handler;
import io.tidegate.sandbox.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OceanBase Migration Service on the path {@code /api/v2}: checks who calls, finds the action by
 * its name, orders the faults that are armed, and puts what the action answers into an envelope.
 * What an action refuses has the HTTP status 200.
 */
public final class OmsDialect implements Handler {
  /** The name of this dialect at a job. */
  public static final String NAME = "oms";

  /** Where all actions are called. */
  public static final String PATH = "/api/v2";

  private static final String INTERNAL = "INNER_ERROR";

  private static final Logger log = LoggerFactory.getLogger(OmsDialect.class);

  private final Map<String, Action<?>> actions;
  private final BasicCheck accounts;
  private final Deployments deployments;
  private final SandboxClock clock;
  private final Faults faults;
  private final CallCounts counts;

  public OmsDialect(
      List<Action<?>> actions,
      AccessKeys keys,
      Deployments deployments,
      SandboxClock clock,
      Faults faults,
      CallCounts counts) {
    this.actions =
        actions.stream().collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));
    this.accounts = new BasicCheck(keys, clock);
    this.deployments = deployments;
    this.clock = clock;
    this.faults = faults;
    this.counts = counts;
  }

  @Override
  public Answer answer(Request request) {
    Exchange exchange = new Exchange();
    try {
      requirePath(request);
      String name = name(request);
      Action<?> action = actions.get(name);
      if (action != null) {
        counts.received(name);
      }
      accounts.check(request);
      if (name.isBlank()) {
        throw OmsError.parameter("the query has no parameter Action");
      }
      if (action == null || !action.isIn(Release.of(deployments.get()))) {
        throw OmsError.unsupported(name);
      }
      return serve(action, request, exchange);
    } catch (OmsError error) {
      return exchange.no(error);
    } catch (RuntimeException e) {
      log.error("request {} failed", exchange.requestId, e);
      return exchange.no(internalError(500));
    }
  }

  @Override
  public Answer refusal(Map<String, List<String>> headers, int status, String message) {
    return new Exchange().no(new OmsError(status, code(status), message, "Correct the request."));
  }

  private static String code(int status) {
    return status < 500 ? OmsError.PARAMETER : INTERNAL;
  }

  private static void requirePath(Request request) {
    if (!request.path().equals(PATH)) {
      throw new OmsError(
          404, OmsError.PARAMETER, "there is nothing on this path", "Call " + PATH + ".");
    }
    if (!request.method().equals("POST")) {
      throw new OmsError(
          405, OmsError.PARAMETER, "actions are called by POST", "Call by POST, with a JSON body.");
    }
  }

  /** Empty where the query names no action. */
  private static String name(Request request) {
    return request.query().stream()
        .filter(parameter -> parameter.name().equals("Action"))
        .map(Request.Parameter::value)
        .findFirst()
        .orElse("");
  }

  private <P> Answer serve(Action<P> action, Request request, Exchange exchange) {
    Misbehaviour misbehaviour = faults.take(action.name(), action.reach());
    if (misbehaviour.is(Fault.RESET_BEFORE)) {
      return Answer.none();
    }
    misbehaviour.fault().ifPresent(OmsDialect::refuse);
    Answer answer;
    try {
      P parameters = BodyReader.read(request, action.parameters());
      answer = exchange.yes(perform(action, parameters, misbehaviour));
    } catch (OmsError error) {
      answer = exchange.no(error);
    }
    return misbehaviour.is(Fault.NOT_JSON) ? badGateway() : misbehaviour.spoilt(answer);
  }

  private <P> Reply perform(Action<P> action, P parameters, Misbehaviour misbehaviour) {
    try {
      Reply reply =
          action.answer(parameters, new Call(misbehaviour, deployments.get(), clock.instant()));
      counts.accepted(action.name());
      return reply;
    } catch (Refusal refusal) {
      throw OmsErrors.of(refusal);
    }
  }

  /** What a fault does instead of the work. */
  private static void refuse(Fault fault) {
    switch (fault) {
      case THROTTLE ->
          throw new OmsError(429, null, "there are too many requests", "Call again later.");
      case ERROR_500 -> throw internalError(500);
      case SOFT_FAILURE ->
          throw new OmsError(
              200, "GHANA-OPERIE000000", "an internal service error", "Call again later.");
      case EXPIRED_TOKEN -> throw BasicCheck.expired();
      case RESET_BEFORE,
          DROP_AFTER,
          LATE,
          HALF_BODY,
          NOT_JSON,
          STALE_STATUS,
          UNKNOWN_STATUS,
          CHANGING_PAGE,
          ENDLESS_CHECK,
          // No request of this service holds a date.
          CLOCK_SKEW -> {}
    }
  }

  /** As the proxy before the service answers while that restarts. */
  private static Answer badGateway() {
    return Answer.of(
        502,
        "text/html",
        "<html><head><title>502 Bad Gateway</title></head>"
            + "<body><center><h1>502 Bad Gateway</h1></center></body></html>");
  }

  private static OmsError internalError(int status) {
    return new OmsError(
        status, INTERNAL, "an unspecified system error", "Call again; then ask the operator.");
  }

  /** One request on its way to an answer. */
  private static final class Exchange {
    private final String requestId = UUID.randomUUID().toString();
    private final long began = System.nanoTime();

    Answer yes(Reply reply) {
      return Envelope.yes(reply, requestId, took());
    }

    Answer no(OmsError error) {
      Answer answer = Envelope.no(error, requestId, took());
      return error.status() == 401
          ? answer.with("WWW-Authenticate", "Basic realm=\"oms\", charset=\"UTF-8\"")
          : answer;
    }

    private Duration took() {
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }
}
