package io.tidegate.sandbox.lab;

import io.tidegate.sandbox.core.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB server of our own, listening on the loopback address alone.
 *
 * <p>Its folder holds the data, the log, the root password (readable by its owner only) and the
 * port, so that a server started again on the same folder is the same server at the same address,
 * unless somebody took the port meanwhile. It survives being killed; a power cut of the machine may
 * cost it its last second.
 */
public final class MariaDbServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int PORT_ATTEMPTS = 5;
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private final ServerFolder folder;
  private final Process process;
  private final int port;
  private final String password;

  private MariaDbServer(ServerFolder folder, Process process, int port, String password) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts a server on {@code dir}, which is bootstrapped if it is new. Returns when it lets root
   * log in. The root password is the folder's, or a new one.
   *
   * @param args further arguments of {@code mariadbd}; they win over the defaults here
   * @throws IllegalStateException if it does not come up; the message ends with the server's log
   */
  public static MariaDbServer start(Path dir, String... args) {
    return start(dir, Optional.empty(), Arrays.asList(args));
  }

  /** The same, with a given root password. */
  public static MariaDbServer start(Path dir, Optional<String> rootPassword, List<String> args) {
    try {
      ServerFolder folder = ServerFolder.open(dir, rootPassword);
      folder.awaitEndOfEarlierServer();
      folder.bootstrap();
      return launch(folder, args);
    } catch (IOException e) {
      throw new IllegalStateException("cannot start a MariaDB server in " + dir + ": " + e, e);
    }
  }

  private static MariaDbServer launch(ServerFolder folder, List<String> args) throws IOException {
    int port = folder.lastPort().orElseGet(MariaDbServer::freePort);
    for (int attempt = 1; ; attempt++) {
      Files.deleteIfExists(folder.log());
      Process process =
          ServerProcesses.start(command(folder, port, args), folder.root(), folder.log());
      MariaDbServer server = new MariaDbServer(folder, process, port, folder.password());
      if (server.isReadyInTime()) {
        folder.rememberPort(port);
        return server;
      }
      ServerProcesses.stop(process);
      String log = folder.logTail();
      if (!log.contains("Bind on TCP/IP port") || attempt == PORT_ATTEMPTS) {
        throw new IllegalStateException(
            "the MariaDB server in " + folder.root() + " did not come up; its log ends:\n" + log);
      }
      port = freePort();
    }
  }

  private static List<String> command(ServerFolder folder, int port, List<String> args) {
    List<String> command = new ArrayList<>(folder.program());
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=" + HOST,
            "--socket=" + folder.socket(),
            "--pid-file=" + folder.pidFile(),
            "--init-file=" + folder.initFile(),
            "--server-id=1",
            "--character-set-server=utf8mb4",
            "--max-allowed-packet=64M",
            // Some transfer services refuse a source with the 10 seconds that servers come with.
            "--connect-timeout=60",
            "--innodb-flush-log-at-trx-commit=2"));
    command.addAll(args);
    return command;
  }

  private boolean isReadyInTime() {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Connection connection = connect()) {
        return connection.isValid(5);
      } catch (SQLException notYet) {
        pause();
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a MariaDB server was starting", e);
    }
  }

  /** Below what systems give out to connections, of which one could hold it at any moment. */
  private static int freePort() {
    for (int tried = 0; tried < 200; tried++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another one, then.
      }
    }
    throw new IllegalStateException("no free port on " + HOST);
  }

  /**
   * The programs that came with the server, for the same version.
   *
   * @param name e.g. {@code mariadb-dump}
   */
  public static Path program(String name) {
    return MariaDbBinaries.unpacked().resolve("bin").resolve(name);
  }

  /** The address and account to give to a job. */
  public Endpoint endpoint() {
    return new Endpoint(HOST, port, "root", password);
  }

  public int port() {
    return port;
  }

  /** The file with the root password. */
  public Path passwordFile() {
    return folder.passwordFile();
  }

  public long pid() {
    return process.pid();
  }

  /** Completes when the server has ended, for whatever reason. */
  public CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** What it logged last. */
  public String logTail() {
    return folder.logTail();
  }

  /** A connection as root. */
  public Connection connect() throws SQLException {
    return connect("root", password, null);
  }

  /**
   * @param database the default database, or null for none
   */
  public Connection connect(String user, String userPassword, @Nullable String database)
      throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", userPassword);
    login.setProperty("connectTimeout", "5000");
    return DriverManager.getConnection(
        "jdbc:mariadb://" + HOST + ":" + port + "/" + (database == null ? "" : database), login);
  }

  /** Stops it as SIGTERM does; its data stays. */
  @Override
  public void close() {
    ServerProcesses.stop(process);
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    ServerProcesses.kill(process);
  }

  @Override
  public String toString() {
    return "MariaDB at " + HOST + ":" + port;
  }
}
