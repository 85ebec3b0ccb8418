package io.tidegate.provider.oms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
  private String status = "INIT";
  private String precheck = "INIT";
  private int starts;

  synchronized void goOn() {
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
