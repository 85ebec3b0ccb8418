package io.tidegate.sandbox.dialect.alibaba;

import io.tidegate.sandbox.http.Digests;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Signature version 1.0, HMAC-SHA1: every parameter is signed, wherever it was sent. */
final class RpcSignature {
  private RpcSignature() {}

  /**
   * @param withEmpty whether parameters with an empty value are signed; the vendor's two
   *     generations of clients disagree
   */
  static String sign(
      String method, Map<String, String> parameters, String secret, boolean withEmpty) {
    return Base64.getEncoder()
        .encodeToString(
            Digests.hmac("HmacSHA1", secret + "&", stringToSign(method, parameters, withEmpty)));
  }

  static String stringToSign(String method, Map<String, String> parameters, boolean withEmpty) {
    String canonical =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .filter(entry -> !entry.getKey().equals("Signature"))
                .filter(entry -> withEmpty || !entry.getValue().isEmpty())
                .map(
                    entry ->
                        PercentEncoding.encode(entry.getKey())
                            + "="
                            + PercentEncoding.encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    return method + "&%2F&" + PercentEncoding.encode(canonical);
  }
}
