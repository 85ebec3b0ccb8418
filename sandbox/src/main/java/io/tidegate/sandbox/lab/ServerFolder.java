package io.tidegate.sandbox.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The files of one {@link MariaDbServer}. */
final class ServerFolder {
  /** Unix sockets must have a short path; below this one the kernel's 108 bytes suffice. */
  private static final int SOCKET_PATH_LIMIT = 100;

  private static final List<String> SYSTEM_SQL =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql",
          "maria_add_gis_sp_bootstrap.sql",
          "mariadb_sys_schema.sql");

  private final Path root;
  private final Path home;
  private final String password;

  private ServerFolder(Path root, Path home, String password) {
    this.root = root;
    this.home = home;
    this.password = password;
  }

  static ServerFolder open(Path dir, Optional<String> rootPassword) throws IOException {
    Path root = dir.toAbsolutePath().normalize();
    Files.createDirectories(root.resolve("tmp"));
    Path file = root.resolve("password");
    String password =
        rootPassword.isPresent()
            ? rootPassword.get()
            : Files.exists(file) ? Files.readString(file) : randomPassword();
    writePrivately(file, password);
    ServerFolder folder = new ServerFolder(root, MariaDbBinaries.unpacked(), password);
    writePrivately(folder.initFile(), folder.accounts());
    return folder;
  }

  Path root() {
    return root;
  }

  String password() {
    return password;
  }

  Path passwordFile() {
    return root.resolve("password");
  }

  Path initFile() {
    return root.resolve("init.sql");
  }

  Path pidFile() {
    return root.resolve("server.pid");
  }

  Path log() {
    return root.resolve("server.log");
  }

  Path socket() {
    Path here = root.resolve("s.sock");
    if (here.toString().getBytes(StandardCharsets.UTF_8).length < SOCKET_PATH_LIMIT) {
      return here;
    }
    String name = "tidegate-" + randomPassword().substring(0, 12) + ".sock";
    return Path.of(System.getProperty("java.io.tmpdir"), name);
  }

  String logTail() {
    try {
      List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  Optional<Integer> lastPort() throws IOException {
    Path file = root.resolve("port");
    return Files.exists(file)
        ? Optional.of(Integer.valueOf(Files.readString(file).strip()))
        : Optional.empty();
  }

  void rememberPort(int port) throws IOException {
    Files.writeString(root.resolve("port"), Integer.toString(port));
  }

  /** The server program with what the bootstrap and the server have in common. */
  List<String> program() {
    List<String> program =
        new ArrayList<>(
            List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data(),
                "--tmpdir=" + root.resolve("tmp"),
                "--lc-messages-dir=" + home.resolve("share"),
                "--character-sets-dir=" + home.resolve("share/charsets"),
                // Else it makes a TLS key at each start, which takes seconds of CPU.
                "--skip-ssl"));
    if ("root".equals(System.getProperty("user.name"))) {
      program.add("--user=root");
    }
    return program;
  }

  /** A JVM that was killed leaves a server that is shutting down; it still holds data and port. */
  void awaitEndOfEarlierServer() throws IOException {
    if (!Files.exists(pidFile())) {
      return;
    }
    String pid = Files.readString(pidFile()).strip();
    Optional<ProcessHandle> earlier =
        pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    if (earlier.isEmpty() || !isServerHere(earlier.get())) {
      return;
    }
    try {
      earlier.get().onExit().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while process " + pid + " was ending", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "process " + pid + " is a MariaDB server that runs on this folder; stop it first", e);
    }
  }

  private boolean isServerHere(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .map(line -> line.contains("--datadir=" + data()))
        .orElse(false);
  }

  /** Makes the system tables, as {@code mariadb-install-db} does; once. */
  void bootstrap() throws IOException {
    if (Files.exists(data())) {
      return;
    }
    Path unfinished = root.resolve("data.new");
    Folders.delete(unfinished);
    Files.createDirectories(unfinished);
    runBootstrap(unfinished);
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void runBootstrap(Path unfinished) throws IOException {
    List<String> command = new ArrayList<>(program());
    command.addAll(
        List.of(
            "--datadir=" + unfinished,
            "--bootstrap",
            "--silent-startup",
            "--log-warnings=0",
            "--enforce-storage-engine=",
            "--max-allowed-packet=8M",
            "--net-buffer-length=16K",
            "--innodb-log-file-size=16M"));
    Process process =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    try (OutputStream sql = process.getOutputStream()) {
      sql.write(
          "create database mysql;\nuse mysql;\nset @auth_root_socket=null;\n"
              .getBytes(StandardCharsets.UTF_8));
      for (String file : SYSTEM_SQL) {
        Files.copy(home.resolve("share").resolve(file), sql);
      }
      sql.write("flush privileges;\n".getBytes(StandardCharsets.UTF_8));
    } finally {
      awaitBootstrap(process);
    }
  }

  private void awaitBootstrap(Process process) throws IOException {
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("the bootstrap failed; its log ends:\n" + logTail());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during the bootstrap", e);
    }
  }

  private Path data() {
    return root.resolve("data");
  }

  /** Run at each start. The bootstrap's root may only come through the socket, as the same user. */
  private String accounts() {
    String quoted = "'" + password.replace("\\", "\\\\").replace("'", "''") + "'";
    return "create or replace user 'root'@'localhost' identified by "
        + quoted
        + ";\ngrant all on *.* to 'root'@'localhost' with grant option;\n";
  }

  private static String randomPassword() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void writePrivately(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
