package io.tidegate.e2e;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Collects what a house gives away and looks for secrets in it, byte by byte. A secret begins with
 * letters, digits and dashes, and this beginning, the same in a URL, in JSON and in XML, is what is
 * looked for.
 */
final class CanarySearch {
  private final House house;
  private final Map<String, byte[]> places = new LinkedHashMap<>();

  CanarySearch(House house) {
    this.house = house;
  }

  void add(String place, byte[] content) {
    places.put(place + " #" + places.size(), content);
  }

  void add(String place, String content) {
    add(place, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Every workflow that Temporal lists: its history, and what of it is pending. */
  Set<String> addWorkflows() {
    WorkflowClient client = house.client();
    Set<String> types = new TreeSet<>();
    List<WorkflowExecution> all = new ArrayList<>();
    try (var listed = client.listExecutions(null)) {
      listed.forEach(
          found -> {
            types.add(found.getWorkflowType());
            all.add(found.getExecution());
          });
    }
    for (WorkflowExecution execution : all) {
      String id = execution.getWorkflowId();
      WorkflowExecutionHistory history = client.fetchHistory(id, execution.getRunId());
      add("exported history of " + id, history.toJson(true));
      // Payloads lie in it as they are, where the export has them in base64.
      add("history of " + id, history.getHistory().toByteArray());
      add(
          "description of " + id,
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace("default")
                      .setExecution(execution)
                      .build())
              .toByteArray());
    }
    return types;
  }

  /**
   * Logs, ready files, Temporal's database and whatever else lies in the house's folder, but for
   * the files of the databases, which are what is protected.
   *
   * @param mayHoldSecrets paths below the folder, of files or of folders
   */
  List<String> addFiles(Set<String> mayHoldSecrets) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(house.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = house.folder().relativize(file).toString();
        boolean permitted =
            mayHoldSecrets.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "/"));
        boolean ofDatabase = name.matches("(source|target)/.*") && !name.endsWith("/server.log");
        if (!permitted && !ofDatabase) {
          names.add(name);
          add(name, Files.readAllBytes(file));
        }
      }
    }
    return names;
  }

  /** What every user of the machine reads of every process that this one began. */
  int addProcesses() throws IOException {
    List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
    for (ProcessHandle process : all) {
      Path seen = Path.of("/proc", "" + process.pid());
      try {
        add("arguments of " + process.pid(), Files.readAllBytes(seen.resolve("cmdline")));
        try (Stream<Path> threads = Files.list(seen.resolve("task"))) {
          for (Path thread : threads.toList()) {
            add("a thread's name in " + process.pid(), Files.readAllBytes(thread.resolve("comm")));
          }
        }
      } catch (NoSuchFileException | UncheckedIOException e) {
        // It ended while it was looked at, and what was read of it is kept.
      }
    }
    return all.size();
  }

  /** Where it is found: as it is, in base64, in hex. */
  List<String> placesOf(String secret) {
    byte[] plain = secret.replaceFirst("[^A-Za-z0-9-].*", "").getBytes(StandardCharsets.UTF_8);
    List<byte[]> forms = new ArrayList<>(List.of(plain));
    String hex = HexFormat.of().formatHex(plain);
    forms.add(hex.getBytes(StandardCharsets.US_ASCII));
    forms.add(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    // In base64 a text looks three ways, by where in a group of three bytes it begins. Its ends
    // depend on what stands beside it.
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + plain.length];
      System.arraycopy(plain, 0, shifted, shift, plain.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int from = shift == 0 ? 0 : shift + 1;
      forms.add(encoded.substring(from, encoded.length() - 2).getBytes(StandardCharsets.US_ASCII));
    }
    List<String> found = new ArrayList<>();
    places.forEach(
        (place, content) -> {
          String text = new String(content, StandardCharsets.ISO_8859_1);
          if (forms.stream()
              .anyMatch(form -> text.contains(new String(form, StandardCharsets.ISO_8859_1)))) {
            found.add(place);
          }
        });
    return found;
  }
}
