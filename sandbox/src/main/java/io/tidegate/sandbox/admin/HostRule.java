package io.tidegate.sandbox.admin;

import java.util.regex.Pattern;

/**
 * Which Host headers the admin API answers to. A web page that lets its own name point at this
 * machine sends its own name, and is refused.
 */
final class HostRule {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  private final String bindAddress;

  HostRule(String bindAddress) {
    this.bindAddress = bindAddress;
  }

  boolean allows(String hostHeader) {
    String host = hostHeader.replaceFirst(":\\d+$", "");
    return LOOPBACK.matcher(host).matches() || host.equalsIgnoreCase(bindAddress);
  }
}
