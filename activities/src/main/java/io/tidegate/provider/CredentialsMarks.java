package io.tidegate.provider;

import io.tidegate.workflow.contract.CredentialsMark;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the marks of this process, under a key that it makes when it begins and never shows. */
public final class CredentialsMarks {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MARK_BYTES = 8;
  private static final SecretKeySpec KEY = new SecretKeySpec(random(32), ALGORITHM);
  private static final String WORKER = HexFormat.of().formatHex(random(MARK_BYTES));

  /** Where there were no credentials. */
  public static final CredentialsMark NONE = new CredentialsMark(WORKER, "none");

  public static CredentialsMark of(Credentials credentials) {
    String token = credentials.securityToken();
    String text =
        String.join(
            "\n",
            credentials.accessKeyId(),
            credentials.accessKeySecret(),
            token == null ? "" : token);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(KEY);
      byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return new CredentialsMark(WORKER, HexFormat.of().formatHex(code, 0, MARK_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return random;
  }

  private CredentialsMarks() {}
}
