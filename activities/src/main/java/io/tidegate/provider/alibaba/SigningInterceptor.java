package io.tidegate.provider.alibaba;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.Hashes;
import io.tidegate.provider.http.HttpClients;
import io.tidegate.provider.http.Identity;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Signs what is about to leave: with the Host, port included, that the wire will carry. */
final class SigningInterceptor implements Interceptor {
  private final Clock clock;
  private final Supplier<String> nonces;

  SigningInterceptor(Clock clock, Supplier<String> nonces) {
    this.clock = clock;
    this.nonces = nonces;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Identity identity = request.tag(Identity.class);
    return chain.proceed(identity == null ? request : signed(request, identity));
  }

  private Request signed(Request request, Identity identity) throws IOException {
    Credentials credentials = identity.credentials();
    byte[] body = HttpClients.body(request);
    Instant now = clock.instant().plus(identity.clockSkew()).truncatedTo(ChronoUnit.SECONDS);
    Request.Builder builder =
        request
            .newBuilder()
            .header("x-acs-date", now.toString())
            .header("x-acs-signature-nonce", nonces.get())
            .header("x-acs-content-sha256", Hashes.sha256(body));
    if (credentials.securityToken() != null) {
      builder
          .header("x-acs-security-token", credentials.securityToken())
          .header("x-acs-accesskey-id", credentials.accessKeyId());
    }
    Request complete = builder.build();
    return complete
        .newBuilder()
        .header(
            "Authorization",
            Acs3Signer.authorization(
                credentials, complete.method(), query(complete.url()), toSign(complete), body))
        .build();
  }

  private static SortedMap<String, String> toSign(Request request) {
    SortedMap<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            header -> {
              String name = header.getFirst().toLowerCase(Locale.ROOT);
              if (name.startsWith("x-acs-") || name.equals("host") || name.equals("content-type")) {
                headers.put(name, header.getSecond());
              }
            });
    return headers;
  }

  private static Map<String, String> query(HttpUrl url) {
    Map<String, String> query = new LinkedHashMap<>();
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      query.put(url.queryParameterName(i), value == null ? "" : value);
    }
    return query;
  }
}
