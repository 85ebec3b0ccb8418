package io.tidegate.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The service with one migration in memory, that goes on when it is told to. */
final class FakeTencent extends FakeService {
  static final String JOB = "dts-aaaaaaaa";

  final Set<String> failing = new TreeSet<>();
  private final Set<String> skipped = new TreeSet<>();
  private String status = "created";
  private int runs;

  synchronized void goOn() {
    switch (status) {
      case "checking" -> status = skipped.containsAll(failing) ? "checkPass" : "checkNotPass";
      case "running" -> status = "success";
      default -> {}
    }
  }

  @Override
  String answer(String action, JsonNode asked) {
    boolean known = asked.path("JobId").asText(JOB).equals(JOB);
    if (action.equals("DescribeMigrationJobs")) {
      return Wire.reply("\"JobList\":[%s]".formatted(known ? "{" + job() + "}" : ""));
    }
    if (!known) {
      return Wire.refusal("ResourceNotFound.ResourceNotFoundError");
    }
    return switch (action) {
      case "DescribeMigrationDetail" -> Wire.reply(job());
      case "DescribeMigrationCheckJob" -> Wire.reply(check());
      case "CreateMigrateCheckJob" -> changed("checking", "created", "checkPass", "checkNotPass");
      case "StartMigrateJob" -> changed("running", "checkPass");
      case "ResumeMigrateJob" -> changed("resuming", "error");
      case "SkipCheckItem" -> {
        asked.path("StepIds").forEach(step -> skipped.add(step.asText()));
        yield Wire.reply("\"Message\":\"skip item successfully\"");
      }
      default -> Wire.refusal("InvalidAction");
    };
  }

  private String changed(String next, String... from) {
    if (!Set.of(from).contains(status)) {
      return Wire.refusal("OperationDenied.OperationDeniedError");
    }
    status = next;
    runs += next.equals("checking") ? 1 : 0;
    return Wire.reply("");
  }

  private String job() {
    String startAt = runs == 0 ? "0000-00-00 00:00:00" : "2026-01-01 00:00:%02d".formatted(runs);
    return "\"JobId\":\"%s\",\"Status\":\"%s\",\"MigrateOption\":{\"MigrateType\":\"full\"},\"CheckStepInfo\":{\"StartAt\":\"%s\"}"
        .formatted(JOB, status, startAt);
  }

  private String check() {
    if (runs == 0) {
      return "\"Status\":\"notStarted\",\"CheckFlag\":\"\",\"StepInfo\":null";
    }
    String steps =
        failing.stream()
            .map(
                s ->
                    "{\"StepId\":\"%s\",\"StepStatus\":\"failed\",\"HasSkipped\":%s},"
                        .formatted(s, skipped.contains(s)))
            .collect(Collectors.joining());
    boolean ended = !status.equals("checking");
    return "\"Status\":\"%s\",\"CheckFlag\":\"%s\",\"StepInfo\":[%s{\"StepId\":\"VersionCheck\",\"StepStatus\":\"pass\"}]"
        .formatted(
            ended ? "success" : "running",
            status.equals("checkNotPass") ? status : ended ? "checkPass" : "",
            steps);
  }
}
