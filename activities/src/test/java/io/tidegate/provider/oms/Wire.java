package io.tidegate.provider.oms;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.WireServer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** The service, and what it was asked. */
final class Wire extends WireServer {
  static final Credentials USER = new Credentials("admin", "testsecret", null);

  private final Map<String, Deque<String>> bodies = new ConcurrentHashMap<>();

  AccountSettings settings(CredentialsSource credentials) {
    return settings(credentials, endpoint());
  }

  AccountSettings settings(CredentialsSource credentials, String endpoint) {
    return new AccountSettings(
        "own",
        "oms",
        null,
        "oms-1",
        endpoint,
        true,
        null,
        credentials,
        1_000,
        null,
        null,
        null,
        null,
        null);
  }

  OmsProvider provider() {
    return provider(Clock.systemUTC());
  }

  OmsProvider provider(Clock clock) {
    return OmsProvider.create(settings(CredentialsSource.fixed(USER)), meters, clock);
  }

  DefinedProvider definedProvider() {
    return provider().forDefinitions().orElseThrow();
  }

  /** From now on the action is answered so in turn, and by the last of them ever after. */
  Wire always(String action, String... answers) {
    bodies.put(action, new ArrayDeque<>(List.of(answers)));
    dispatch(
        request -> {
          Deque<String> line = bodies.getOrDefault(action(request), new ArrayDeque<>());
          synchronized (line) {
            String body = line.size() > 1 ? line.removeFirst() : line.peekFirst();
            return new MockResponse.Builder().body(body == null ? "" : body).build();
          }
        });
    return this;
  }

  /** A project whose calls agree. */
  Wire project(String status, String checkpoint, String... steps) {
    return always("DescribeProjectProgress", progress(status, checkpoint))
        .always("DescribeProjectSteps", reply("[" + String.join(",", steps) + "]"));
  }

  static String progress(String status, String checkpoint) {
    return reply(
        "{\"projectId\":\"np_1\",\"status\":\"%s\",\"incrSyncCheckpoint\":%s}"
            .formatted(status, checkpoint));
  }

  static String step(String name, String status, int progress) {
    return "{\"name\":\"%s\",\"status\":\"%s\",\"progress\":%d,\"extraInfo\":{}}"
        .formatted(name, status, progress);
  }

  /** A reply that reports success. */
  static String reply(String data) {
    return """
        {"success":true,"code":null,"message":null,"advice":null,"errorDetail":null,
         "requestId":"R","pageNumber":null,"pageSize":null,"totalCount":null,"cost":"1 ms",
         "data":%s}"""
        .formatted(data);
  }

  /** A refusal. */
  static String refusal(String code, String message) {
    return """
        {"success":false,"code":"%s","message":"%s","advice":null,
         "errorDetail":{"code":"%s","message":"%s"},"requestId":"R","data":null}"""
        .formatted(code, message, code, message);
  }

  static String action(RecordedRequest request) {
    return String.valueOf(request.getUrl().queryParameter("Action"));
  }

  /** What was asked, in order, as {@code Action {body}}. */
  List<String> asked() throws InterruptedException {
    List<String> asked = new ArrayList<>();
    RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
    while (request != null) {
      asked.add(action(request) + " " + request.getBody().utf8());
      request = server.takeRequest(0, TimeUnit.SECONDS);
    }
    return asked;
  }

  /** What was asked but for reads, in order, as {@code Action {body}}. */
  List<String> sent() throws InterruptedException {
    return asked().stream()
        .filter(a -> !a.startsWith("Describe") && !a.startsWith("List") && !a.startsWith("Get"))
        .toList();
  }
}
