package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.NetworkTrial;
import io.tidegate.sandbox.core.NetworkTrial.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Opens a connection to a server and closes it, to tell what the network refuses from what the
 * server refuses.
 */
final class NetworkTrials {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private NetworkTrials() {}

  static NetworkTrial of(Endpoint endpoint) {
    InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
    if (address.isUnresolved()) {
      return failed(Outcome.UNKNOWN_HOST, "no address is known for the host " + endpoint.host());
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) PATIENCE.toMillis());
      return new NetworkTrial(Outcome.REACHED, socket.getLocalAddress().getHostAddress(), "");
    } catch (SocketTimeoutException e) {
      return failed(Outcome.TIMED_OUT, words(e));
    } catch (ConnectException e) {
      return failed(Outcome.REFUSED, words(e));
    } catch (IOException e) {
      return failed(Outcome.UNREACHABLE, words(e));
    }
  }

  private static NetworkTrial failed(Outcome outcome, String error) {
    return new NetworkTrial(outcome, "", error);
  }

  private static String words(IOException e) {
    return String.valueOf(e.getMessage());
  }
}
