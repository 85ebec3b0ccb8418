package io.tidegate.provider.alibaba;

import io.tidegate.provider.Credentials;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * The service with one synchronisation in memory, for whoever signs with its one key. It goes on
 * when it is told to; once it moves, somebody stops it.
 */
final class FakeSynchronization extends Dispatcher {
  static final Credentials KEY = new Credentials("testid", "testsecret", null);
  static final String TASK = "exjk1alb1160001";
  static final String JOB = "dts" + TASK;
  private static final String YES = "{\"RequestId\":\"R\",\"Success\":true}";

  final Set<String> failing = new TreeSet<>();
  private final Set<String> shielded = new TreeSet<>();
  private String status = "NotStarted";

  synchronized void goOn() {
    switch (status) {
      case "Prechecking" ->
          status = shielded.containsAll(failing) ? "Initializing" : "PrecheckFailed";
      case "Initializing" -> status = "Synchronizing";
      case "Synchronizing" -> status = "Finished";
      default -> {}
    }
  }

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    Map<String, String> asked = new TreeMap<>();
    for (String name : request.getUrl().queryParameterNames()) {
      asked.put(name, String.valueOf(request.getUrl().queryParameter(name)));
    }
    if (!isSigned(request, asked)) {
      return new MockResponse.Builder()
          .code(400)
          .body("{\"RequestId\":\"R\",\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"no\"}")
          .build();
    }
    String action = String.valueOf(request.getHeaders().get("x-acs-action"));
    return new MockResponse.Builder().body(answer(action, asked)).build();
  }

  private static boolean isSigned(RecordedRequest request, Map<String, String> query) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (String name : request.getHeaders().names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.equals("host") || lower.startsWith("x-acs-")) {
        headers.put(lower, String.valueOf(request.getHeaders().get(name)));
      }
    }
    byte[] body = request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
    return Acs3Signer.authorization(KEY, "POST", query, headers, body)
        .equals(request.getHeaders().get("Authorization"));
  }

  private String answer(String action, Map<String, String> asked) {
    if (action.equals("DescribeSynchronizationJobs")) {
      return "{\"RequestId\":\"R\",\"TotalRecordCount\":1,\"SynchronizationInstances\":[{%s}]}"
          .formatted(job());
    }
    if (action.equals("DescribeDtsJobs")) {
      return "{\"RequestId\":\"R\",\"Success\":true,\"TotalRecordCount\":0,\"DtsJobList\":[]}";
    }
    if (!JOB.equals(asked.getOrDefault("SynchronizationJobId", asked.get("DtsInstanceId")))) {
      return refusal("InvalidJobId");
    }
    return switch (action) {
      // As the service does where there is but one way, it takes no notice of the direction.
      case "DescribeSynchronizationJobStatus" ->
          "{\"RequestId\":\"R\",\"Success\":true,\"TaskId\":\"%s\",%s}".formatted(TASK, job());
      case "StartSynchronizationJob" -> start();
      case "ShieldPrecheck" -> {
        shielded.addAll(Set.of(asked.get("PrecheckItems").split(",")));
        yield YES;
      }
      default -> refusal("UnsupportedOperation");
    };
  }

  private String start() {
    if (!Set.of("NotStarted", "PrecheckFailed", "Failed", "Suspending").contains(status)) {
      return refusal("DTS.Msg.OperationDenied.JobStatus");
    }
    status = "Prechecking";
    return YES;
  }

  private static String refusal(String code) {
    return "{\"RequestId\":\"R\",\"Success\":false,\"ErrCode\":\"%s\",\"ErrMessage\":\"no\"}"
        .formatted(code);
  }

  private String job() {
    return """
        "SynchronizationJobId":"%s","SynchronizationDirection":"Forward","Status":"%s",
        "StructureInitialization":"true","DataInitialization":"true","PrecheckStatus":{%s}"""
        .formatted(JOB, status, precheck());
  }

  private String precheck() {
    String word =
        switch (status) {
          case "NotStarted" -> "NotStarted";
          case "Prechecking" -> "Checking";
          case "PrecheckFailed" -> "Failed";
          default -> "Finished";
        };
    if (word.equals("NotStarted") || word.equals("Checking")) {
      return "\"Status\":\"%s\",\"Detail\":[]".formatted(word);
    }
    String items =
        Stream.concat(
                Stream.of(item("CHECK_CONN_SRC", "Success")),
                failing.stream()
                    .map(code -> item(code, shielded.contains(code) ? "Success" : "Failed")))
            .collect(Collectors.joining(","));
    return "\"Status\":\"%s\",\"Detail\":[%s]".formatted(word, items);
  }

  private static String item(String code, String word) {
    return "{\"ItemName\":\"%s\",\"CheckStatus\":\"%s\"}".formatted(code, word);
  }
}
