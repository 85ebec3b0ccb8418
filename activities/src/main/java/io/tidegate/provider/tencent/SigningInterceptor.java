package io.tidegate.provider.tencent;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.http.HttpClients;
import io.tidegate.provider.http.Identity;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Signs what is about to leave: with the Host, port included, that the wire will carry. */
final class SigningInterceptor implements Interceptor {
  private static final String SERVICE = "dts";
  private static final List<String> SIGNED = List.of("content-type", "host", "x-tc-action");

  private final Clock clock;

  SigningInterceptor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Identity identity = request.tag(Identity.class);
    return chain.proceed(identity == null ? request : signed(request, identity));
  }

  private Request signed(Request request, Identity identity) throws IOException {
    Credentials credentials = identity.credentials();
    Instant now = clock.instant().plus(identity.clockSkew());
    Request.Builder builder =
        request
            .newBuilder()
            .header("X-TC-Timestamp", Long.toString(now.getEpochSecond()))
            .header(
                "Authorization",
                Tc3Signer.authorization(
                    credentials, SERVICE, now, toSign(request), HttpClients.body(request)));
    if (credentials.securityToken() != null) {
      builder.header("X-TC-Token", credentials.securityToken());
    }
    return builder.build();
  }

  private static SortedMap<String, String> toSign(Request request) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (String name : SIGNED) {
      String value = request.header(name);
      headers.put(name, value == null ? "" : value);
    }
    return headers;
  }
}
