package io.tidegate.sandbox.dialect.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** ACS3-HMAC-SHA256: query, named headers and the body's hash are signed. */
final class Acs3Signature {
  static final String ALGORITHM = "ACS3-HMAC-SHA256";

  private Acs3Signature() {}

  /**
   * @param signedHeaders lower-case names, in the order in which the client signed them
   */
  static String sign(
      Request request, List<String> signedHeaders, String payloadHash, String secret) {
    String canonical = canonicalRequest(request, signedHeaders, payloadHash);
    String toSign = ALGORITHM + "\n" + Digests.sha256Hex(canonical.getBytes(UTF_8));
    return HexFormat.of().formatHex(Digests.hmac("HmacSHA256", secret, toSign));
  }

  static String canonicalRequest(Request request, List<String> signedHeaders, String payloadHash) {
    String query =
        request.query().stream()
            .sorted(
                Comparator.comparing(Request.Parameter::name)
                    .thenComparing(Request.Parameter::value))
            .map(
                parameter ->
                    PercentEncoding.encode(parameter.name())
                        + "="
                        + PercentEncoding.encode(parameter.value()))
            .collect(Collectors.joining("&"));
    String headers =
        signedHeaders.stream()
            .map(name -> name + ":" + request.header(name).orElse("").strip() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        request.path(),
        query,
        headers,
        String.join(";", signedHeaders),
        payloadHash);
  }
}
