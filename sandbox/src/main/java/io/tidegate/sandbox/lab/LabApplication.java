package io.tidegate.sandbox.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Two real MariaDB servers to rehearse on, "source" and "target", until it is told to stop.
 *
 * <p>The source writes a row binlog, as a migration wants it.
 */
@Command(
    name = "lab",
    description = "Runs two MariaDB servers, source and target, until it is stopped.",
    mixinStandardHelpOptions = true)
public final class LabApplication implements Callable<Integer> {
  private static final List<String> SOURCE =
      List.of(
          "--server-id=101",
          "--log-bin=binlog",
          "--binlog-format=ROW",
          "--binlog-row-image=FULL",
          "--binlog-row-metadata=FULL");
  private static final List<String> TARGET = List.of("--server-id=102");

  @Option(
      names = "--data",
      required = true,
      description = "Folder for the servers' files; used again, they are the same servers.")
  private Path data = Path.of("work/lab");

  @Option(
      names = "--ready-file",
      description = "Written when both servers answer: their addresses, as JSON.")
  private Optional<Path> readyFile = Optional.empty();

  @Option(names = "--source-arg", description = "Further argument of the source's mariadbd.")
  private List<String> sourceArgs = new ArrayList<>();

  @Option(names = "--target-arg", description = "Further argument of the target's mariadbd.")
  private List<String> targetArgs = new ArrayList<>();

  private final PrintStream out;

  private LabApplication(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new LabApplication(System.out)).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Optional<String> password = Optional.ofNullable(System.getenv("TIDEGATE_LAB_PASSWORD"));
    CompletableFuture<MariaDbServer> starting =
        CompletableFuture.supplyAsync(
            () ->
                MariaDbServer.start(data.resolve("source"), password, joined(SOURCE, sourceArgs)));
    try (MariaDbServer target =
            MariaDbServer.start(data.resolve("target"), password, joined(TARGET, targetArgs));
        MariaDbServer source = starting.join()) {
      announce(source, target);
      CompletableFuture.anyOf(source.onExit(), target.onExit()).join();
      if (ServerProcesses.stopping()) {
        return 0;
      }
      out.println("A server ended by itself. The source's log ends:\n" + source.logTail());
      out.println("The target's log ends:\n" + target.logTail());
      return 1;
    }
  }

  private void announce(MariaDbServer source, MariaDbServer target) throws IOException {
    describe("source", source);
    describe("target", target);
    out.flush();
    if (readyFile.isPresent()) {
      Map<String, Object> servers = new LinkedHashMap<>();
      servers.put("source", address(source));
      servers.put("target", address(target));
      Map<String, Object> ready = new LinkedHashMap<>();
      ready.put("pid", ProcessHandle.current().pid());
      ready.put("servers", servers);
      write(readyFile.get().toAbsolutePath(), new JsonMapper().writeValueAsString(ready));
    }
  }

  private void describe(String role, MariaDbServer server) {
    out.println(role + ": " + server.endpoint() + ", password in " + server.passwordFile());
  }

  private static Map<String, Object> address(MariaDbServer server) {
    Map<String, Object> address = new LinkedHashMap<>();
    address.put("host", server.endpoint().host());
    address.put("port", server.port());
    address.put("user", server.endpoint().user());
    address.put("passwordFile", server.passwordFile().toString());
    return address;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), "ready-", ".json");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> joined(List<String> defaults, List<String> more) {
    List<String> all = new ArrayList<>(defaults);
    all.addAll(more);
    return all;
  }
}
