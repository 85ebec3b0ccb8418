package io.tidegate.provider.oms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** The service with one project in memory, that goes on when it is told to. */
final class FakeOms extends Dispatcher {
  static final String PROJECT = "np_1";
  static final String NAME = "orders";
  private static final ObjectMapper JSON = new ObjectMapper();

  final Set<String> failing = new TreeSet<>();

  /** The names of what was submitted, in order. */
  final List<String> definitions = new ArrayList<>();

  private String status = "INIT";
  private String precheck = "INIT";
  private int starts;
  private int runs;
  private String run = "";

  /** Whether it is of a version that has no prechecks of their own. */
  boolean old;

  /** Whether the reply to the next submit breaks off. */
  boolean losesRun;

  synchronized void goOn() {
    if (run.equals("RUNNING")) {
      run = failing.isEmpty() ? "FINISHED" : "FAILED";
    }
    if (!status.equals("RUNNING")) {
      return;
    }
    if (precheck.equals("FINISHED")) {
      status = "FINISHED";
    } else if (failing.isEmpty()) {
      precheck = "FINISHED";
    } else {
      precheck = "FAILED";
      status = "FAILED";
    }
  }

  /** Somebody pauses it while it moves. */
  synchronized void pause() {
    precheck = "FINISHED";
    status = "SUSPEND";
  }

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    String wanted =
        "Basic "
            + Base64.getEncoder()
                .encodeToString("admin:testsecret".getBytes(StandardCharsets.UTF_8));
    if (!wanted.equals(request.getHeaders().get("Authorization"))) {
      return new MockResponse.Builder().code(401).body("<html>").build();
    }
    return new MockResponse.Builder().body(answer(Wire.action(request), body(request))).build();
  }

  private static JsonNode body(RecordedRequest request) {
    try {
      return JSON.readTree(request.getBody().utf8());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String answer(String action, JsonNode asked) {
    if (action.equals("ListProjects")) {
      String key = asked.path("searchKey").asText("");
      boolean shown = PROJECT.contains(key) || NAME.contains(key);
      return Wire.reply(shown ? "[" + row() + "]" : "[]");
    }
    if (old && (action.equals("SubmitPreCheck") || action.equals("GetPreCheckResult"))) {
      return Wire.refusal("", "Unsupported action: " + action);
    }
    if (action.equals("SubmitPreCheck")) {
      return asked.path("projectId").asText().equals(PROJECT)
          ? submitted(asked)
          : Wire.refusal("PARAM_ERROR", "no such project");
    }
    if (action.equals("GetPreCheckResult")) {
      return asked.path("id").asText().equals("t_" + runs)
          ? Wire.reply(run())
          : Wire.refusal("PARAM_ERROR", "no such run");
    }
    if (!asked.path("id").asText().equals(PROJECT)) {
      return Wire.refusal("GHANA-PROJECT000001", "no such project");
    }
    return switch (action) {
      case "DescribeProjectProgress" -> Wire.progress(status, "null");
      case "DescribeProjectSteps" -> Wire.reply(steps());
      case "StartProject" -> started("INIT");
      case "ResumeProject" -> started("FAILED");
      default -> Wire.refusal("", "Unsupported action: " + action);
    };
  }

  private String submitted(JsonNode asked) {
    if (!status.equals("INIT") && !status.equals("FAILED")) {
      return Wire.refusal("GHANA-OPERAT000008", "the project is " + status);
    }
    definitions.add(asked.path("name").asText());
    runs++;
    run = "RUNNING";
    if (losesRun) {
      losesRun = false;
      return "{\"success\":";
    }
    return Wire.reply("\"t_" + runs + "\"");
  }

  private String run() {
    StringBuilder items = new StringBuilder();
    failing.forEach(
        item ->
            items.append(
                "{\"checkType\":\"%s\",\"endpointType\":\"SOURCE\",\"status\":\"%s\"},"
                    .formatted(item, run)));
    return """
        {"preCheckId":"t_%d","preCheckStatus":"%s","progress":50.0,"preCheckResults":[%s
          {"checkType":"RDB_CONNECT","endpointType":"DEST","status":"PASSED"}]}"""
        .formatted(runs, run, items);
  }

  private String started(String from) {
    if (!status.equals(from)) {
      return Wire.refusal("GHANA-OPERAT000007", "the project is " + status);
    }
    status = "RUNNING";
    precheck = precheck.equals("FINISHED") ? precheck : "RUNNING";
    starts++;
    return Wire.reply("null");
  }

  private String row() {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"status\":\"%s\",\"steps\":%s}"
        .formatted(PROJECT, NAME, status, steps());
  }

  private String steps() {
    String why =
        precheck.equals("FAILED")
            ? "{\"errorCode\":\"%s\",\"errorMsg\":\"m\",\"failedTime\":\"2026-01-01T00:00:%02d.5\"}"
                .formatted(String.join("", failing), starts)
            : "{}";
    return """
        [{"order":1,"name":"TRANSFER_PRECHECK","status":"%s","progress":100,
          "startTime":%s,"extraInfo":%s},
         {"order":2,"name":"FULL_TRANSFER","status":"%s","progress":100,"extraInfo":null}]"""
        .formatted(
            precheck,
            starts == 0 ? "null" : "\"2026-01-01T00:00:%02d\"".formatted(starts),
            why,
            status.equals("FINISHED")
                ? "FINISHED"
                : precheck.equals("FINISHED") ? "RUNNING" : "INIT");
  }
}
