package io.tidegate.provider.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.http.SignedCalls;
import io.tidegate.provider.json.WireJson;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls actions of the service: parameters in the query, and no body. */
final class AlibabaClient {
  static final String PROVIDER = "alibaba";
  private static final String VERSION = "2020-01-01";

  private final String region;
  private final HttpUrl endpoint;
  private final SignedCalls<AlibabaReply> calls;

  AlibabaClient(AccountSettings settings, CallBudget budget, MeterRegistry meters, Clock clock) {
    this.region = settings.region();
    this.endpoint = SignedCalls.endpoint(settings, AlibabaProvider.endpointOf(settings));
    this.calls = new SignedCalls<>(settings, new Speech(clock), budget, meters, clock);
  }

  /**
   * @param parameters those of the action; empty values are left out
   */
  AlibabaReply call(String action, Map<String, String> parameters, Deadline deadline) {
    return calls.call(action, request(action, parameters), deadline);
  }

  /** Reads a reply, or a part of one, as a record. */
  <T> T as(String action, AlibabaReply reply, JsonNode part, Class<T> type) {
    return WireJson.read(PROVIDER, action, reply.requestId(), part, type);
  }

  private Request request(String action, Map<String, String> parameters) {
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
        .build();
  }

  private record Speech(Clock clock) implements SignedCalls.Speech<AlibabaReply> {
    @Override
    public String provider() {
      return PROVIDER;
    }

    @Override
    public Interceptor signer() {
      return new SigningInterceptor(clock, () -> UUID.randomUUID().toString());
    }

    @Override
    public AlibabaReply read(String action, Response response, byte[] body, Credentials used)
        throws IOException {
      return Envelope.read(action, response, body, refusal -> refusal.toException(used));
    }

    @Override
    public boolean isClockSkew(String code) {
      return AlibabaErrors.isClockSkew(code);
    }
  }
}
