package io.tidegate.provider.http;

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
import io.tidegate.workflow.contract.CredentialsMark;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Calls a service over the wire: once, with one exception. A request that is refused because the
 * clocks disagree is signed once more with the server's time.
 *
 * @param <R> a reply that reports success
 */
public final class SignedCalls<R extends SignedCalls.Reply> {
  private static final Logger log = LoggerFactory.getLogger(SignedCalls.class);

  /** What reports that a service took a call. */
  public interface Reply {
    /** The service's id of the request, or empty. */
    String requestId();
  }

  /** How one service speaks. */
  public interface Speech<R> {
    String provider();

    /** Signs what is about to leave, by the {@link Identity} that rides on it. */
    Interceptor signer();

    /**
     * Tells success from failure.
     *
     * @throws ProviderException where the service refused it, or what came is no reply
     */
    R read(String action, Response response, byte[] body, Credentials used) throws IOException;

    /** Whether a refusal by this code says that our clock and theirs disagree. */
    boolean isClockSkew(String code);
  }

  private final String account;
  private final CredentialsSource credentials;
  private final Speech<R> speech;
  private final CallBudget budget;
  private final MeterRegistry meters;
  private final Clock clock;
  private final OkHttpClient http;
  private volatile Duration clockSkew = Duration.ZERO;

  public SignedCalls(
      AccountSettings settings,
      Speech<R> speech,
      CallBudget budget,
      MeterRegistry meters,
      Clock clock) {
    this.account = settings.name();
    this.credentials = settings.credentials();
    this.speech = speech;
    this.budget = budget;
    this.meters = meters;
    this.clock = clock;
    this.http = HttpClients.client(speech.signer());
  }

  /**
   * @param host or host:port
   * @throws IllegalArgumentException where it is neither
   */
  public static HttpUrl endpoint(AccountSettings settings, String host) {
    HttpUrl url =
        AccountSettings.isHost(host)
            ? HttpUrl.parse((settings.plainHttp() ? "http://" : "https://") + host + "/")
            : null;
    if (url == null) {
      // Not quoted: it may hold a password.
      throw new IllegalArgumentException(
          "account %s: its endpoint is not a host or host:port".formatted(settings.name()));
    }
    return url;
  }

  /**
   * @param request complete but for what signing adds
   */
  public R call(String action, Request request, Deadline deadline) {
    long began = System.nanoTime();
    String outcome = "ok";
    try {
      R reply = callSkewed(action, request, deadline);
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

  private R callSkewed(String action, Request request, Deadline deadline) {
    try {
      return callOnce(action, request, deadline);
    } catch (ClockSkewed e) {
      Duration before = clockSkew;
      clockSkew = e.skew;
      log.info("account {}: the provider's clock is {} ahead of ours", account, e.skew);
      try {
        return callOnce(action, request, deadline);
      } catch (ClockSkewed again) {
        clockSkew = before;
        throw again.refusal;
      }
    }
  }

  private R callOnce(String action, Request request, Deadline deadline) {
    Credentials used = credentials(action);
    awaitBudget(action, deadline);
    Sending sending = new Sending(deadline);
    if (deadline.passed()) {
      throw neverSent(action, "DeadlinePassed", "no time was left to send it");
    }
    Call call =
        http.newCall(
            request
                .newBuilder()
                .tag(Identity.class, new Identity(used, clockSkew))
                .tag(Sending.class, sending)
                .build());
    call.timeout().timeout(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return read(action, response, used);
    } catch (IOException e) {
      HttpUrl url = request.url();
      throw ProviderException.of(Kind.TRANSIENT, speech.provider(), action)
          .effect(sending.hasLeft() ? Effect.UNCLEAR : Effect.NONE)
          .code(sending.hasLeft() ? "NoReply" : "NotReached")
          .message("%s: %s".formatted(url.host() + ":" + url.port(), used.redact(words(e))))
          .cause(e)
          .build();
    }
  }

  private R read(String action, Response response, Credentials used) throws IOException {
    try {
      return speech.read(action, response, HttpClients.body(response), used);
    } catch (ProviderException e) {
      throw judged(e, used, response);
    }
  }

  private static String words(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  /** What a refusal means beyond its code. */
  private RuntimeException judged(ProviderException refused, Credentials used, Response response) {
    if (speech.isClockSkew(refused.code())) {
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
    return ProviderException.of(Kind.TRANSIENT, speech.provider(), refused.action())
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
      throw ProviderException.of(Kind.AUTH, speech.provider(), action)
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
        throw ProviderException.of(Kind.THROTTLED, speech.provider(), action)
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

  private ProviderException neverSent(String action, String code, String message) {
    return ProviderException.of(Kind.TRANSIENT, speech.provider(), action)
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
