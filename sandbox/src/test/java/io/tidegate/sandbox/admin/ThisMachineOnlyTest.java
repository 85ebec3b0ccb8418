package io.tidegate.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.Handler;
import io.tidegate.sandbox.http.HttpHost;
import io.tidegate.sandbox.http.Request;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThisMachineOnlyTest {
  private static final Handler ADMIN =
      new Handler() {
        @Override
        public Answer answer(Request request) {
          return Answer.json(200, "{}");
        }

        @Override
        public Answer refusal(Map<String, List<String>> headers, int status, String message) {
          return Answer.json(status, message);
        }
      };

  @Test
  void anotherMachineIsRefusedInWordsWhateverHostItNames() {
    Answer answer = new ThisMachineOnly(ADMIN).answer(request("10.0.0.7"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains("answers to this machine only, and this came from 10.0.0.7")
        .contains("--admin-from-anywhere");
  }

  @Test
  void thisMachineIsAnswered() {
    assertThat(new ThisMachineOnly(ADMIN).answer(request("")).status()).isEqualTo(200);
  }

  @Test
  void aMachineThatReachesItselfByAnotherAddressIsThisOne() throws Exception {
    Optional<InetAddress> own = anotherAddress();
    assumeThat(own).isPresent();

    assertThat(answerAt(own.orElseThrow())).isEqualTo(200);
    assertThat(answerAt(InetAddress.getLoopbackAddress())).isEqualTo(200);
  }

  private static int answerAt(InetAddress address) throws IOException, InterruptedException {
    Map<String, Handler> handlers = Map.of("/admin", new ThisMachineOnly(ADMIN));
    try (HttpHost host = HttpHost.start(new InetSocketAddress("0.0.0.0", 0), handlers)) {
      URI uri =
          URI.create(
              "http://" + address.getHostAddress() + ":" + host.address().getPort() + "/admin");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static Optional<InetAddress> anotherAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  private static Request request(String elsewhere) {
    return new Request(
        "POST",
        "/admin/keys",
        "",
        List.of(),
        Map.of("host", List.of("localhost")),
        new byte[] {'{', '}'},
        elsewhere);
  }
}
