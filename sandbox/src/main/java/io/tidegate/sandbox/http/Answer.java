package io.tidegate.sandbox.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What is sent back, and how much of it.
 *
 * @param headers beside the content type and the length
 * @param delivery WHOLE, unless a fault was ordered
 * @param delay how long the answer is kept back
 */
public record Answer(
    int status,
    String contentType,
    Map<String, String> headers,
    String body,
    Delivery delivery,
    Duration delay) {

  /** How an answer gets to the client. */
  public enum Delivery {
    WHOLE,
    /** The full length is announced, half of it is sent, and the connection ends. */
    HALF,
    /** The connection ends without a byte. */
    NONE
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer json(int status, String body) {
    return of(status, "application/json;charset=utf-8", body);
  }

  public static Answer of(int status, String contentType, String body) {
    return new Answer(status, contentType, Map.of(), body, Delivery.WHOLE, Duration.ZERO);
  }

  /** No answer at all. */
  public static Answer none() {
    return of(500, "text/plain", "").delivered(Delivery.NONE);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, more, body, delivery, delay);
  }

  public Answer delivered(Delivery newDelivery) {
    return new Answer(status, contentType, headers, body, newDelivery, delay);
  }

  public Answer after(Duration newDelay) {
    return new Answer(status, contentType, headers, body, delivery, newDelay);
  }
}
