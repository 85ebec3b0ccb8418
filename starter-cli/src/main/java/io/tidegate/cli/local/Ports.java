package io.tidegate.cli.local;

import io.tidegate.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address for programs that are to be found again at the same one. */
public final class Ports {
  /** Below what systems give out to connections, of which one could hold it at any moment. */
  private static final int FIRST = 10_000;

  private static final int BEYOND = 32_000;
  private static final int TRIES = 200;

  /**
   * A port that nobody listens on at this moment.
   *
   * @throws CliException where every one that was tried is taken
   */
  public static int free() {
    for (int tried = 0; tried < TRIES; tried++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another one, then.
      }
    }
    throw CliException.failed("no free port between " + FIRST + " and " + BEYOND);
  }

  private Ports() {}
}
