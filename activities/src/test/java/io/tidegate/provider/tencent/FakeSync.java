package io.tidegate.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The service with one synchronisation in memory, that goes on when it is told to; once it moves,
 * somebody stops it.
 */
final class FakeSync extends FakeService {
  static final String JOB = "sync-aaaaaaa";

  final Set<String> failing = new TreeSet<>();
  private final Set<String> marked = new TreeSet<>();
  private final Set<String> skipped = new TreeSet<>();
  private String status = "Initialized";

  synchronized void goOn() {
    switch (status) {
      case "Checking" -> status = skipped.containsAll(failing) ? "CheckPass" : "CheckNotPass";
      case "Running" -> status = "Stopped";
      default -> {}
    }
  }

  @Override
  String answer(String action, JsonNode asked) {
    if (action.equals("DescribeSyncJobs")) {
      boolean shown = names(asked);
      return Wire.reply(
          "\"TotalCount\":%d,\"JobList\":[%s]".formatted(shown ? 1 : 0, shown ? job() : ""));
    }
    if (!asked.path("JobId").asText().equals(JOB)) {
      return Wire.refusal("ResourceNotFound.ResourceNotFoundError");
    }
    return switch (action) {
      case "DescribeCheckSyncJobResult" -> Wire.reply(check());
      case "CreateCheckSyncJob" -> {
        String answer = changed("Checking", "Initialized", "CheckPass", "CheckNotPass");
        skipped.addAll(marked);
        yield answer;
      }
      case "StartSyncJob" -> changed("Running", "CheckPass");
      case "ResumeSyncJob" -> changed("Resuming", "ResumableErr");
      case "SkipSyncCheckItem" -> {
        asked.path("StepIds").forEach(step -> marked.add(step.asText()));
        yield Wire.reply("");
      }
      default -> Wire.refusal("InvalidAction");
    };
  }

  private static boolean names(JsonNode asked) {
    for (JsonNode id : asked.path("JobIds")) {
      if (id.asText().equals(JOB)) {
        return true;
      }
    }
    return !asked.has("JobIds");
  }

  private String changed(String next, String... from) {
    if (!Set.of(from).contains(status)) {
      return Wire.refusal("OperationDenied.OperationDeniedError");
    }
    status = next;
    return Wire.reply("");
  }

  private String job() {
    return """
        {"JobId":"%s","Status":"%s","TradeStatus":"Normal","Options":{"InitType":"Full"},
         "Detail":{"SecondsBehindMaster":-1,"StepInfos":null}}"""
        .formatted(JOB, status);
  }

  private String check() {
    if (status.equals("Initialized")) {
      return "\"Status\":null,\"StepInfos\":null";
    }
    String steps =
        failing.stream()
            .map(
                step ->
                    "{\"StepId\":\"%s\",\"Status\":\"%s\",\"Errors\":[]},"
                        .formatted(step, skipped.contains(step) ? "skipped" : "failed"))
            .collect(Collectors.joining());
    String word =
        switch (status) {
          case "Checking" -> "running";
          case "CheckNotPass" -> "failed";
          default -> "success";
        };
    return "\"Status\":\"%s\",\"StepInfos\":[%s{\"StepId\":\"VersionCheck\",\"Status\":\"finished\"}]"
        .formatted(word, steps);
  }
}
