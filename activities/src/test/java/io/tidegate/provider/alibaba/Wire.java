package io.tidegate.provider.alibaba;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.AccountSettings.Family;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A service that answers what a test puts in line, and keeps what it was asked. */
final class Wire implements AutoCloseable {
  final MockWebServer server = new MockWebServer();
  final MeterRegistry meters = new SimpleMeterRegistry();

  Wire() {
    server.setServerSocketFactory(new PromptSockets());
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

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

  Wire answer(String body) {
    return answer(200, body);
  }

  Wire answer(int status, String body) {
    return answer(new MockResponse.Builder().code(status).body(body).build());
  }

  Wire answer(MockResponse response) {
    server.enqueue(response);
    return this;
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
