package io.tidegate.provider.oms;

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
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls actions of the service: a POST to one address, parameters as JSON in the body. */
final class OmsClient {
  static final String PROVIDER = "oms";
  private static final int CONSOLE_PORT = 8089;
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final HttpUrl endpoint;
  private final SignedCalls<OmsReply> calls;

  OmsClient(AccountSettings settings, CallBudget budget, MeterRegistry meters, Clock clock) {
    this.endpoint = SignedCalls.endpoint(settings, endpointOf(settings));
    this.calls = new SignedCalls<>(settings, new Speech(), budget, meters, clock);
  }

  /**
   * Where the account's calls go: at the port of the console, unless another is named.
   *
   * @throws IllegalArgumentException where the account names none: every service is somebody's own
   */
  static String endpointOf(AccountSettings settings) {
    String endpoint = settings.endpoint();
    if (endpoint.isEmpty()) {
      throw new IllegalArgumentException(
          "account %s: the endpoint is missing: say host or host:port of the console"
              .formatted(settings.name()));
    }
    boolean port = endpoint.lastIndexOf(':') > endpoint.lastIndexOf(']');
    return port ? endpoint : endpoint + ":" + CONSOLE_PORT;
  }

  OmsReply call(String action, Map<String, ?> parameters, Deadline deadline) {
    return call(action, WireJson.bytes(parameters), deadline);
  }

  /**
   * @param body a JSON object
   */
  OmsReply call(String action, byte[] body, Deadline deadline) {
    Request request =
        new Request.Builder()
            .url(
                endpoint
                    .newBuilder()
                    .encodedPath("/api/v2")
                    .addQueryParameter("Action", action)
                    .build())
            .post(RequestBody.create(body, JSON))
            .build();
    return calls.call(action, request, deadline);
  }

  private record Speech() implements SignedCalls.Speech<OmsReply> {
    @Override
    public String provider() {
      return PROVIDER;
    }

    @Override
    public Interceptor signer() {
      return new BasicAuth();
    }

    @Override
    public OmsReply read(String action, Response response, byte[] body, Credentials used)
        throws IOException {
      return Envelope.read(action, response.code(), body, used);
    }

    /** No request carries a time. */
    @Override
    public boolean isClockSkew(String code) {
      return false;
    }
  }
}
