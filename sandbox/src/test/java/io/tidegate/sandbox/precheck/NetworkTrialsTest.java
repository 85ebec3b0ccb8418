package io.tidegate.sandbox.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.NetworkTrial;
import io.tidegate.sandbox.core.NetworkTrial.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class NetworkTrialsTest {
  @Test
  void whoeverListensIsReachedFromOurOwnAddress() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(trial("127.0.0.1", server.getLocalPort()))
          .isEqualTo(new NetworkTrial(Outcome.REACHED, "127.0.0.1", ""));
    }
  }

  @Test
  void aClosedPortRefuses() {
    // Nothing of ours can be given port 1 by chance.
    NetworkTrial trial = trial("127.0.0.1", 1);

    assertThat(trial.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(trial.from()).isEmpty();
    assertThat(trial.error()).contains("refused");
  }

  @Test
  void aNameThatNobodyKnowsIsToldFromAServerThatIsDown() {
    NetworkTrial trial = trial("no-such-host.invalid", 3306);

    assertThat(trial.outcome()).isEqualTo(Outcome.UNKNOWN_HOST);
    assertThat(trial.error()).contains("no-such-host.invalid");
  }

  private static NetworkTrial trial(String host, int port) {
    return NetworkTrials.of(new Endpoint(host, port, "dts", "secret"));
  }
}
