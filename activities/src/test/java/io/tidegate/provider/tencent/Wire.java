package io.tidegate.provider.tencent;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.WireServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** The service, and what it was asked. */
final class Wire extends WireServer {
  private final Map<String, String> bodies = new ConcurrentHashMap<>();

  AccountSettings settings(CredentialsSource credentials) {
    return settings(credentials, TencentProvider.DIALECT);
  }

  AccountSettings settings(CredentialsSource credentials, String dialect) {
    return new AccountSettings(
        "gz",
        "tencent",
        dialect,
        "ap-guangzhou",
        endpoint(),
        true,
        null,
        credentials,
        1_000,
        null,
        null,
        null,
        null,
        null);
  }

  TencentProvider provider() {
    return provider(TencentProvider.DIALECT);
  }

  TencentProvider syncProvider() {
    return provider(TencentProvider.SYNC_DIALECT);
  }

  TencentProvider provider2018() {
    return provider(TencentProvider.DIALECT_2018);
  }

  private TencentProvider provider(String dialect) {
    CredentialsSource credentials =
        CredentialsSource.fixed(new Credentials("testid", "testsecret", null));
    return TencentProvider.create(settings(credentials, dialect), meters, Clock.systemUTC());
  }

  /** From now on the action is answered so, whatever stands in line. */
  Wire always(String action, String body) {
    bodies.put(action, body);
    dispatch(
        request -> {
          String asked = String.valueOf(request.getHeaders().get("X-TC-Action"));
          return new MockResponse.Builder().body(bodies.getOrDefault(asked, "")).build();
        });
    return this;
  }

  /** A reply that reports success. */
  static String reply(String fields) {
    return "{\"Response\":{%s%s\"RequestId\":\"R\"}}"
        .formatted(fields, fields.isEmpty() ? "" : ",");
  }

  /** A refusal. */
  static String refusal(String code) {
    return "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"no\"},\"RequestId\":\"R\"}}"
        .formatted(code);
  }

  /** What was asked, in order, as {@code Action {body}}. */
  List<String> asked() throws InterruptedException {
    List<String> asked = new ArrayList<>();
    RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
    while (request != null) {
      asked.add(request.getHeaders().get("X-TC-Action") + " " + request.getBody().utf8());
      request = server.takeRequest(0, TimeUnit.SECONDS);
    }
    return asked;
  }
}
