package io.tidegate.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The service of 2018 with one migration in memory, that goes on when it is told to. */
final class Fake2018 extends FakeService {
  static final String JOB = "dts-aaaaaaaa";

  boolean fails;
  private int status = 1;

  synchronized void goOn() {
    switch (status) {
      case 3 -> status = fails ? 5 : 4;
      case 7 -> status = 9;
      default -> {}
    }
  }

  @Override
  String answer(String action, JsonNode asked) {
    boolean known = asked.path("JobId").asText(JOB).equals(JOB);
    if (action.equals("DescribeMigrateJobs")) {
      return Wire.reply(
          "\"TotalCount\":%d,\"JobList\":[%s]".formatted(known ? 1 : 0, known ? job() : ""));
    }
    if (!known) {
      return Wire.refusal("ResourceNotFound.JobNotExist");
    }
    return switch (action) {
      case "DescribeMigrateCheckJob" -> Wire.reply(check());
      case "CreateMigrateCheckJob" -> changed(3, "NotAllowOperation", 1, 4, 5);
      case "StartMigrateJob" -> changed(7, "StatusInConflict", 4);
      default -> Wire.refusal("InvalidAction");
    };
  }

  private String changed(int next, String refusal, Integer... from) {
    if (!Set.of(from).contains(status)) {
      return Wire.refusal("FailedOperation." + refusal);
    }
    status = next;
    return Wire.reply("");
  }

  private String job() {
    return """
        {"JobId":"%s","Status":%d,"MigrateOption":{"RunMode":1,"MigrateType":2},
         "Detail":{"Progress":"0","SecondsBehindMaster":0,"StepInfo":[]},"ErrorInfo":[]}"""
        .formatted(JOB, status);
  }

  private String check() {
    return switch (status) {
      case 1 -> fields("unavailable", 0, "", "0", 3);
      case 3 -> fields("running", 0, "", "30", 3);
      case 5 -> fields("finished", -1, "the source refuses the account", "100", 0);
      default -> fields("finished", 0, "ok", "100", 1);
    };
  }

  private static String fields(String word, int code, String message, String progress, int flag) {
    return "\"Status\":\"%s\",\"ErrorCode\":%d,\"ErrorMessage\":\"%s\",\"Progress\":\"%s\",\"CheckFlag\":%d"
        .formatted(word, code, message, progress, flag);
  }
}
