package io.tidegate.provider.http;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** How we speak HTTP to providers. */
public final class HttpClients {
  /** What of a reply is read at most, in bytes. */
  public static final int MAX_BODY = 8 * 1024 * 1024;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A reply that is longer than we are ready to read. */
  public static final class BodyTooLarge extends IOException {
    BodyTooLarge() {
      super("the reply is longer than " + MAX_BODY + " bytes");
    }
  }

  /**
   * A client without any retry of its own: two layers of retry multiply.
   *
   * @param signer a network link, so that it signs the Host that is really sent
   */
  public static OkHttpClient client(Interceptor signer) {
    return new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectTimeout(CONNECT)
        // What bounds a call is its deadline, set per call.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .addNetworkInterceptor(signer)
        .addNetworkInterceptor(new LastLook())
        .build();
  }

  /** Reads a reply, after decompression, up to {@link #MAX_BODY}. */
  public static byte[] body(Response response) throws IOException {
    BufferedSource source = response.body().source();
    if (source.request(MAX_BODY + 1L)) {
      throw new BodyTooLarge();
    }
    return source.readByteArray();
  }

  /** What a request sends. */
  public static byte[] body(Request request) throws IOException {
    RequestBody body = request.body();
    if (body == null) {
      return new byte[0];
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    return buffer.readByteArray();
  }

  private HttpClients() {}
}
