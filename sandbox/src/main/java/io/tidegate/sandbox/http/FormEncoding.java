package io.tidegate.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Takes {@code a=1&b=2} apart. */
final class FormEncoding {
  private FormEncoding() {}

  /**
   * @throws BadRequest if an escape is not one
   */
  static List<Request.Parameter> decode(String text) {
    List<Request.Parameter> parameters = new ArrayList<>();
    StringTokenizer pairs = new StringTokenizer(text, "&");
    while (pairs.hasMoreTokens()) {
      String pair = pairs.nextToken();
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.add(new Request.Parameter(unescape(name), unescape(value)));
    }
    return parameters;
  }

  private static String unescape(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(400, "a parameter has a broken percent escape");
    }
  }
}
