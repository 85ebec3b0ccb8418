package io.tidegate.sandbox.dialect.tencent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Authorization header of the newer signature scheme, taken apart.
 *
 * @param signedHeaders lower-case names in the order in which they were signed; the mandatory two
 *     are among them
 */
record Authorization(
    String secretId, Tc3Signature.Scope scope, List<String> signedHeaders, String signature) {
  private static final List<String> PARTS = List.of("Credential", "SignedHeaders", "Signature");
  private static final List<String> MANDATORY = List.of("content-type", "host");

  /**
   * @throws TencentError AuthFailure.InvalidAuthorization
   */
  static Authorization of(String header) {
    String scheme = Tc3Signature.ALGORITHM + " ";
    if (!header.startsWith(scheme)) {
      throw malformed("it must begin with " + Tc3Signature.ALGORITHM);
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(scheme.length()).split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals).stripLeading();
      if (!PARTS.contains(name) || parts.containsKey(name)) {
        throw malformed("it is made of " + String.join(", ", PARTS) + ", each once");
      }
      parts.put(name, part.substring(equals + 1));
    }
    String[] credential = part(parts, "Credential").split("/", -1);
    if (credential.length != 4 || !credential[3].equals(Tc3Signature.TERMINATOR)) {
      throw malformed("Credential must be SecretId/date/service/" + Tc3Signature.TERMINATOR);
    }
    List<String> signed = Arrays.asList(part(parts, "SignedHeaders").split(";", -1));
    if (!signed.containsAll(MANDATORY)) {
      throw malformed("SignedHeaders must hold content-type and host");
    }
    return new Authorization(
        credential[0],
        new Tc3Signature.Scope(credential[1], credential[2]),
        signed,
        part(parts, "Signature"));
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw malformed("it has no " + name);
    }
    return value;
  }

  static TencentError malformed(String what) {
    return new TencentError(
        "AuthFailure.InvalidAuthorization", "The authorization of the request is invalid: " + what);
  }
}
