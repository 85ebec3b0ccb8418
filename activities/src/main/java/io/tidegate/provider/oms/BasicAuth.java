package io.tidegate.provider.oms;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.http.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Sends user and password with every request: the service has no session and no signature. */
final class BasicAuth implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Identity identity = request.tag(Identity.class);
    return chain.proceed(
        identity == null
            ? request
            : request.newBuilder().header("Authorization", header(identity.credentials())).build());
  }

  static String header(Credentials credentials) {
    return okhttp3.Credentials.basic(
        credentials.accessKeyId(), credentials.accessKeySecret(), StandardCharsets.UTF_8);
  }
}
