package io.tidegate.provider.alibaba;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.WireServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import mockwebserver3.RecordedRequest;

/** The service, and what it was asked. */
final class Wire extends WireServer {
  AccountSettings settings(Family family, CredentialsSource credentials) {
    return new AccountSettings(
        "hz",
        "alibaba",
        null,
        "cn-hangzhou",
        endpoint(),
        true,
        family,
        credentials,
        1_000,
        null,
        null,
        null,
        null,
        null);
  }

  AlibabaProvider provider(Family family) {
    CredentialsSource credentials =
        CredentialsSource.fixed(new Credentials("testid", "testsecret", null));
    return AlibabaProvider.create(settings(family, credentials), meters, Clock.systemUTC());
  }

  /** What was asked, in order, as {@code Action name=value …}, sorted; without region. */
  List<String> asked() throws InterruptedException {
    List<String> asked = new ArrayList<>();
    RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
    while (request != null) {
      StringBuilder line = new StringBuilder(request.getHeaders().get("x-acs-action"));
      for (String name : new TreeSet<>(request.getUrl().queryParameterNames())) {
        if (!name.equals("RegionId")) {
          line.append(' ').append(name).append('=').append(request.getUrl().queryParameter(name));
        }
      }
      asked.add(line.toString());
      request = server.takeRequest(0, TimeUnit.SECONDS);
    }
    return asked;
  }
}
