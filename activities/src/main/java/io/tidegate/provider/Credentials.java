package io.tidegate.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a provider lets us in with.
 *
 * @param accessKeyId public, and still not printed
 * @param securityToken set where the key is temporary
 */
public record Credentials(
    String accessKeyId, String accessKeySecret, @Nullable String securityToken) {

  /** The text without any of our secrets: providers quote what they were sent. */
  public String redact(String text) {
    String clean = accessKeySecret.isEmpty() ? text : text.replace(accessKeySecret, "***");
    return securityToken == null || securityToken.isEmpty()
        ? clean
        : clean.replace(securityToken, "***");
  }

  /** Whether a header can carry them; one that cannot would be quoted in the client's error. */
  public boolean isSendable() {
    return isPrintable(accessKeyId) && (securityToken == null || isPrintable(securityToken));
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  @Override
  public String toString() {
    return "Credentials[***]";
  }
}
