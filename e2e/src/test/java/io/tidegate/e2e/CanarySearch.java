package io.tidegate.e2e;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects what a house gives away and looks for secrets in it, byte by byte. */
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

  /** Logs, ready files and Temporal's database, which all lie on top of the house's folder. */
  List<String> addFiles(Set<String> mayHoldSecrets) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(house.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!mayHoldSecrets.contains(name)) {
          names.add(name);
          add(name, Files.readAllBytes(file));
        }
      }
    }
    for (String server : List.of("source", "target")) {
      Path log = house.folder().resolve(server).resolve("server.log");
      add(server + "'s log", Files.readAllBytes(log));
    }
    return names;
  }

  /** Where it is found, as it is or in base64. */
  List<String> placesOf(String secret) {
    byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
    List<byte[]> forms = new ArrayList<>(List.of(plain));
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
