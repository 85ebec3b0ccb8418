package io.tidegate.provider.alibaba;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsMarks;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.CredentialsSource.CredentialsException;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.alibaba.wire.WireJson;
import io.tidegate.provider.http.HttpClients;
import io.tidegate.provider.http.Sending;
import io.tidegate.workflow.contract.CredentialsMark;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Calls actions over the wire: once, with one exception. A request that is refused because the
 * clocks disagree is signed once more with the server's time.
 */
final class AlibabaClient {
  static final String PROVIDER = "alibaba";
  private static final String VERSION = "2020-01-01";
  private static final Logger log = LoggerFactory.getLogger(AlibabaClient.class);

  private final String account;
  private final String region;
  private final HttpUrl endpoint;
  private final CredentialsSource credentials;
  private final CallBudget budget;
  private final MeterRegistry meters;
  private final Clock clock;
  private final OkHttpClient http;
  private volatile Duration clockSkew = Duration.ZERO;

  AlibabaClient(AccountSettings settings, CallBudget budget, MeterRegistry meters, Clock clock) {
    this.account = settings.name();
    this.region = settings.region();
    this.endpoint = endpoint(settings);
    this.credentials = settings.credentials();
    this.budget = budget;
    this.meters = meters;
    this.clock = clock;
    this.http =
        HttpClients.client(new SigningInterceptor(clock, () -> UUID.randomUUID().toString()));
  }

  private static HttpUrl endpoint(AccountSettings settings) {
    String host = AlibabaProvider.endpointOf(settings);
    HttpUrl url = HttpUrl.parse((settings.plainHttp() ? "http://" : "https://") + host + "/");
    if (url == null) {
      throw new IllegalArgumentException(
          "account %s: the endpoint %s is not a host or host:port"
              .formatted(settings.name(), host));
    }
    return url;
  }

  /**
   * @param parameters those of the action; empty values are left out
   */
  AlibabaReply call(String action, Map<String, String> parameters, Deadline deadline) {
    long began = System.nanoTime();
    String outcome = "ok";
    try {
      AlibabaReply reply = callSkewed(action, parameters, deadline);
      logged(action, "ok", "", reply.requestId(), began);
      return reply;
    } catch (ProviderException e) {
      outcome = e.kind().name().toLowerCase(Locale.ROOT);
      if (e.kind() == Kind.THROTTLED) {
        budget.throttled();
      }
      logged(action, outcome, e.code(), e.requestId(), began);
      throw e;
    } finally {
      meters
          .timer(
              "tidegate.provider.calls", "account", account, "action", action, "outcome", outcome)
          .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  /** Reads a reply, or a part of one, as a record. */
  <T> T as(String action, AlibabaReply reply, JsonNode part, Class<T> type) {
    try {
      return WireJson.read(part, type);
    } catch (JsonProcessingException e) {
      throw ProviderException.of(Kind.TRANSIENT, PROVIDER, action)
          .code("UnexpectedReply")
          .requestId(reply.requestId())
          .message("the reply has another shape than documented, at " + path(e))
          .build();
    }
  }

  private static String path(JsonProcessingException e) {
    return e instanceof JsonMappingException m ? m.getPathReference() : "its root";
  }

  private AlibabaReply callSkewed(
      String action, Map<String, String> parameters, Deadline deadline) {
    try {
      return callOnce(action, parameters, deadline);
    } catch (ClockSkewed e) {
      Duration before = clockSkew;
      clockSkew = e.skew;
      log.info("account {}: the provider's clock is {} ahead of ours", account, e.skew);
      try {
        return callOnce(action, parameters, deadline);
      } catch (ClockSkewed again) {
        clockSkew = before;
        throw again.refusal;
      }
    }
  }

  private AlibabaReply callOnce(String action, Map<String, String> parameters, Deadline deadline) {
    Credentials used = credentials(action);
    awaitBudget(action, deadline);
    Sending sending = new Sending(deadline);
    if (deadline.passed()) {
      throw neverSent(action, "DeadlinePassed", "no time was left to send it");
    }
    Call call = http.newCall(request(action, parameters, used, sending));
    call.timeout().timeout(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return Envelope.read(
          action, response, HttpClients.body(response), refusal -> judged(refusal, used, response));
    } catch (IOException e) {
      throw ProviderException.of(Kind.TRANSIENT, PROVIDER, action)
          .effect(sending.hasLeft() ? Effect.UNCLEAR : Effect.NONE)
          .code(sending.hasLeft() ? "NoReply" : "NotReached")
          .message(
              "%s: %s".formatted(endpoint.host() + ":" + endpoint.port(), used.redact(words(e))))
          .cause(e)
          .build();
    }
  }

  private static String words(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private Request request(
      String action, Map<String, String> parameters, Credentials used, Sending sending) {
    HttpUrl.Builder url = endpoint.newBuilder();
    url.addQueryParameter("RegionId", region);
    parameters.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            url.addQueryParameter(name, value);
          }
        });
    return new Request.Builder()
        .url(url.build())
        .post(RequestBody.create(new byte[0], null))
        .header("Accept", "application/json")
        .header("x-acs-action", action)
        .header("x-acs-version", VERSION)
        .tag(SigningInterceptor.Identity.class, new SigningInterceptor.Identity(used, clockSkew))
        .tag(Sending.class, sending)
        .build();
  }

  /** What a refusal means beyond its code. */
  private RuntimeException judged(Envelope.Refusal refusal, Credentials used, Response response) {
    ProviderException refused = refusal.toException(used);
    if (AlibabaErrors.isClockSkew(refusal.code())) {
      Instant theirs = response.headers().getInstant("Date");
      if (theirs != null) {
        return new ClockSkewed(Duration.between(clock.instant(), theirs), refused);
      }
    }
    return refused.kind() == Kind.AUTH ? unlessRenewed(refused, used) : refused;
  }

  /** A key that was rotated a moment ago heals by itself: the next attempt signs with the new. */
  private ProviderException unlessRenewed(ProviderException refused, Credentials used) {
    credentials.refused(used);
    try {
      if (credentials.get().equals(used)) {
        return refused;
      }
    } catch (CredentialsException e) {
      return refused;
    }
    return ProviderException.of(Kind.TRANSIENT, PROVIDER, refused.action())
        .effect(Effect.NONE)
        .code(refused.code())
        .requestId(refused.requestId())
        .message("refused with credentials that have been renewed since: " + refused.reason())
        .build();
  }

  private Credentials credentials(String action) {
    CredentialsMark mark = CredentialsMarks.NONE;
    try {
      Credentials found = credentials.get();
      mark = CredentialsMarks.of(found);
      if (!found.isSendable()) {
        throw new CredentialsException(
            "its key or token has a character that cannot be sent, such as a line break inside");
      }
      return found;
    } catch (CredentialsException e) {
      throw ProviderException.of(Kind.AUTH, PROVIDER, action)
          .effect(Effect.NONE)
          .code("NoCredentials")
          .message("account %s: %s".formatted(account, e.getMessage()))
          .credentials(mark)
          .build();
    }
  }

  private void awaitBudget(String action, Deadline deadline) {
    try {
      if (!budget.take(action, deadline)) {
        throw ProviderException.of(Kind.THROTTLED, PROVIDER, action)
            .effect(Effect.NONE)
            .code("OwnBudget")
            .message("account %s has used up its calls for the moment".formatted(account))
            .build();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw neverSent(action, "Interrupted", "the worker is stopping");
    }
  }

  private static ProviderException neverSent(String action, String code, String message) {
    return ProviderException.of(Kind.TRANSIENT, PROVIDER, action)
        .effect(Effect.NONE)
        .code(code)
        .message(message)
        .build();
  }

  /** Never what was asked or answered: parameters and replies may hold secrets. */
  private void logged(String action, String outcome, String code, String requestId, long began) {
    MDC.put("requestId", requestId);
    try {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      log.debug("{} {} (code {}), {} ms", action, outcome, code.isEmpty() ? "none" : code, millis);
    } finally {
      MDC.remove("requestId");
    }
  }

  /** The one refusal that is answered by signing again. */
  private static final class ClockSkewed extends RuntimeException {
    private final Duration skew;
    private final ProviderException refusal;

    private ClockSkewed(Duration skew, ProviderException refusal) {
      super(refusal);
      this.skew = skew;
      this.refusal = refusal;
    }
  }
}
