package io.tidegate.provider.alibaba;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.Hashes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The signature that the service calls V3: ACS3-HMAC-SHA256. */
final class Acs3Signer {
  private static final String ALGORITHM = "ACS3-HMAC-SHA256";

  /**
   * The value of the {@code Authorization} header.
   *
   * @param query the decoded query
   * @param headers those to sign, by lower-case name; nothing else may be in it
   * @param body the exact bytes that are sent
   */
  static String authorization(
      Credentials credentials,
      String method,
      Map<String, String> query,
      SortedMap<String, String> headers,
      byte[] body) {
    String signed = String.join(";", headers.keySet());
    String canonicalHeaders =
        headers.entrySet().stream()
            .map(h -> h.getKey() + ":" + h.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String canonicalQuery =
        new TreeMap<>(query)
            .entrySet().stream()
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
    String request =
        String.join(
            "\n", method, "/", canonicalQuery, canonicalHeaders, signed, Hashes.sha256(body));
    String toSign = ALGORITHM + "\n" + Hashes.sha256(request);
    return "%s Credential=%s,SignedHeaders=%s,Signature=%s"
        .formatted(
            ALGORITHM,
            credentials.accessKeyId(),
            signed,
            HexFormat.of()
                .formatHex(
                    Hashes.hmac(
                        credentials.accessKeySecret().getBytes(StandardCharsets.UTF_8), toSign)));
  }

  /** Percent-encoding that leaves letters, digits and {@code -_.~} alone. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private Acs3Signer() {}
}
