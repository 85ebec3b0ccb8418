package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.http.Digests;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The older scheme, HmacSHA1 or HmacSHA256: the values of all parameters are signed, unescaped. */
final class PlainSignature {
  private PlainSignature() {}

  /**
   * @param mac {@code HmacSHA1} or {@code HmacSHA256}
   */
  static String sign(
      String mac, String method, String host, Map<String, String> parameters, String secret) {
    return Base64.getEncoder()
        .encodeToString(Digests.hmac(mac, secret, source(method, host, parameters)));
  }

  static String source(String method, String host, Map<String, String> parameters) {
    String sorted =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .filter(entry -> !entry.getKey().equals("Signature"))
                // The vendor's clients sign a name with dots where it has underscores.
                .map(entry -> entry.getKey().replace('_', '.') + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
    return method + host + "/?" + sorted;
  }
}
