package io.tidegate.workflow.policy;

import io.tidegate.workflow.contract.PrecheckItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a permission was given for: the item, its objects and endpoint, and its message with what
 * changes from run to run masked.
 */
public final class Fingerprint {
  // Hex ids of eight and more characters, then any number, which takes times and counts with it.
  private static final Pattern VOLATILE = Pattern.compile("\\b[0-9a-fA-F-]{8,}\\b|\\d+");

  /**
   * @return SHA-256 as hex
   */
  public static String of(PrecheckItem item) {
    String text =
        String.join(
            "\n",
            item.code(),
            item.endpoint(),
            String.join(",", item.objects().stream().sorted().toList()),
            VOLATILE.matcher(item.message()).replaceAll("#"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Fingerprint() {}
}
