package io.tidegate.sandbox.dialect.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sandbox.http.Digests;
import io.tidegate.sandbox.http.Request;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** TC3-HMAC-SHA256: method, query, named headers and the body's hash are signed. */
final class Tc3Signature {
  static final String ALGORITHM = "TC3-HMAC-SHA256";
  static final String TERMINATOR = "tc3_request";
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final String MAC = "HmacSHA256";

  private Tc3Signature() {}

  /**
   * What the key is made for.
   *
   * @param date of the timestamp in UTC, as {@code yyyy-MM-dd}
   * @param service as the client names it; the vendor's clients take it from the host's first label
   */
  record Scope(String date, String service) {
    @Override
    public String toString() {
      return date + "/" + service + "/" + TERMINATOR;
    }
  }

  /**
   * @param signedHeaders lower-case names, in the order in which the client signed them
   */
  static String sign(
      Request request, List<String> signedHeaders, String timestamp, Scope scope, String secret) {
    String canonical = canonicalRequest(request, signedHeaders);
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            timestamp,
            scope.toString(),
            Digests.sha256Hex(canonical.getBytes(UTF_8)));
    byte[] date = Digests.hmac(MAC, "TC3" + secret, scope.date());
    byte[] service = Digests.hmac(MAC, date, scope.service());
    byte[] signing = Digests.hmac(MAC, service, TERMINATOR);
    return HexFormat.of().formatHex(Digests.hmac(MAC, signing, toSign));
  }

  static String canonicalRequest(Request request, List<String> signedHeaders) {
    String headers =
        signedHeaders.stream()
            .map(
                name ->
                    name
                        + ":"
                        + request.header(name).orElse("").strip().toLowerCase(Locale.ROOT)
                        + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        "/",
        // The query of a POST is not signed, and nothing is read out of it.
        request.method().equals("GET") ? request.rawQuery() : "",
        headers,
        String.join(";", signedHeaders),
        payloadHash(request));
  }

  private static String payloadHash(Request request) {
    boolean unsigned = request.header("x-tc-content-sha256").filter(UNSIGNED::equals).isPresent();
    return Digests.sha256Hex(unsigned ? UNSIGNED.getBytes(UTF_8) : request.body());
  }
}
