package io.tidegate.provider.tencent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.provider.Credentials;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** The service in memory, for whoever signs with its one key. */
abstract class FakeService extends Dispatcher {
  static final Credentials KEY = new Credentials("testid", "testsecret", null);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the service says to a call that is signed well. */
  abstract String answer(String action, JsonNode asked);

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    String answer =
        isSigned(request)
            ? answer(String.valueOf(request.getHeaders().get("X-TC-Action")), body(request))
            : Wire.refusal("AuthFailure.SignatureFailure");
    return new MockResponse.Builder().body(answer).build();
  }

  private static boolean isSigned(RecordedRequest request) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (String name : new String[] {"content-type", "host", "x-tc-action"}) {
      headers.put(name, String.valueOf(request.getHeaders().get(name)));
    }
    long at = Long.parseLong(String.valueOf(request.getHeaders().get("X-TC-Timestamp")));
    return Tc3Signer.authorization(
            KEY, "dts", Instant.ofEpochSecond(at), headers, request.getBody().toByteArray())
        .equals(request.getHeaders().get("Authorization"));
  }

  private static JsonNode body(RecordedRequest request) {
    try {
      return JSON.readTree(request.getBody().utf8());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
