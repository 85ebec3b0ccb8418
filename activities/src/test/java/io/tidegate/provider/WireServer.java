package io.tidegate.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A service that answers what a test puts in line. */
public class WireServer implements AutoCloseable {
  public final MockWebServer server = new MockWebServer();
  public final MeterRegistry meters = new SimpleMeterRegistry();

  protected WireServer() {
    server.setServerSocketFactory(new PromptSockets());
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

  public WireServer answer(String body) {
    return answer(200, body);
  }

  public WireServer answer(int status, String body) {
    return answer(new MockResponse.Builder().code(status).body(body).build());
  }

  public WireServer answer(MockResponse response) {
    server.enqueue(response);
    return this;
  }

  /** Every call is answered so from now on. */
  public void always(int status, byte[] body) {
    MockResponse response =
        new MockResponse.Builder().code(status).body(new Buffer().write(body)).build();
    dispatch(request -> response);
  }

  /** Every call is answered by this from now on. */
  public void dispatch(Function<RecordedRequest, MockResponse> answers) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answers.apply(request);
          }
        });
  }

  @Override
  public void close() {
    server.close();
  }

  /** Head and body leave apart, and the second else waits 40 ms for the first to be confirmed. */
  private static final class PromptSockets extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
