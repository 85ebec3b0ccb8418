package io.tidegate.provider.tencent;

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
final class TencentClient {
  static final String PROVIDER = "tencent";
  private static final String DOMAIN = ".tencentcloudapi.com";
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final String region;
  private final String version;
  private final HttpUrl endpoint;
  private final SignedCalls<TencentReply> calls;

  /**
   * @param version of the API: names of actions come again in another, with another meaning
   */
  TencentClient(
      AccountSettings settings,
      String version,
      CallBudget budget,
      MeterRegistry meters,
      Clock clock) {
    this.region = settings.region();
    this.version = version;
    this.endpoint = SignedCalls.endpoint(settings, endpointOf(settings));
    this.calls = new SignedCalls<>(settings, new Speech(clock), budget, meters, clock);
  }

  /** Where the account's calls go. */
  static String endpointOf(AccountSettings settings) {
    return settings.endpoint().isEmpty() ? hostOf(settings.region()) : settings.endpoint();
  }

  /** One host for all regions, but for those of finance, which are driven from there alone. */
  static String hostOf(String region) {
    return region.endsWith("-fsi") ? "dts." + region + DOMAIN : "dts" + DOMAIN;
  }

  /**
   * @param parameters exactly what the action knows: the service refuses anything else
   */
  TencentReply call(String action, Map<String, ?> parameters, Deadline deadline) {
    return calls.call(action, request(action, parameters), deadline);
  }

  private Request request(String action, Map<String, ?> parameters) {
    return new Request.Builder()
        .url(endpoint)
        // Of bytes: of text it would be sent under another content type than it is signed with.
        .post(RequestBody.create(WireJson.bytes(parameters), JSON))
        .header("X-TC-Action", action)
        .header("X-TC-Version", version)
        .header("X-TC-Region", region)
        .header("X-TC-Language", "en-US")
        .build();
  }

  private record Speech(Clock clock) implements SignedCalls.Speech<TencentReply> {
    @Override
    public String provider() {
      return PROVIDER;
    }

    @Override
    public Interceptor signer() {
      return new SigningInterceptor(clock);
    }

    @Override
    public TencentReply read(String action, Response response, byte[] body, Credentials used)
        throws IOException {
      return Envelope.read(action, response.code(), body, used);
    }

    @Override
    public boolean isClockSkew(String code) {
      return TencentErrors.isClockSkew(code);
    }
  }
}
