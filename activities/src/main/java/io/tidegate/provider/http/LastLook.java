package io.tidegate.provider.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Looks at the deadline right before the bytes leave. Connecting may have taken long, and a request
 * that leaves after its attempt was given up would be a second effect.
 */
final class LastLook implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Sending sending = request.tag(Sending.class);
    if (sending != null) {
      if (sending.deadline().passed()) {
        throw new InterruptedIOException("the deadline passed before the request left");
      }
      if (sending.hasLeft()) {
        // A reply may ask for a repetition at once, which the client would grant behind our back.
        throw new IOException("the service asked for it a second time, which is not granted");
      }
      sending.leave();
    }
    return chain.proceed(request);
  }
}
