package io.tidegate.provider.tencent;

import io.tidegate.provider.Credentials;
import io.tidegate.provider.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The signature that the service calls V3: TC3-HMAC-SHA256, of a POST to {@code /}. */
final class Tc3Signer {
  private static final String ALGORITHM = "TC3-HMAC-SHA256";
  private static final String TERMINATOR = "tc3_request";

  /**
   * The value of the {@code Authorization} header.
   *
   * @param service as the first label of the service's host names it
   * @param at what the request's timestamp says; a day here is one in UTC
   * @param headers those to sign, by lower-case name; nothing else may be in it
   * @param body the exact bytes that are sent
   */
  static String authorization(
      Credentials credentials,
      String service,
      Instant at,
      SortedMap<String, String> headers,
      byte[] body) {
    String day = at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    String scope = day + "/" + service + "/" + TERMINATOR;
    String signed = String.join(";", headers.keySet());
    String canonicalHeaders =
        headers.entrySet().stream()
            .map(h -> h.getKey() + ":" + h.getValue().strip().toLowerCase(Locale.ROOT) + "\n")
            .collect(Collectors.joining());
    String request =
        String.join("\n", "POST", "/", "", canonicalHeaders, signed, Hashes.sha256(body));
    String toSign =
        String.join(
            "\n", ALGORITHM, Long.toString(at.getEpochSecond()), scope, Hashes.sha256(request));
    byte[] secret = ("TC3" + credentials.accessKeySecret()).getBytes(StandardCharsets.UTF_8);
    byte[] key = Hashes.hmac(Hashes.hmac(Hashes.hmac(secret, day), service), TERMINATOR);
    return "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(
            ALGORITHM,
            credentials.accessKeyId(),
            scope,
            signed,
            HexFormat.of().formatHex(Hashes.hmac(key, toSign)));
  }

  private Tc3Signer() {}
}
