package io.tidegate.sandbox.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** MariaDB's types for addresses and UUIDs, which the log holds as they are stored. */
final class AddressText {
  private AddressText() {}

  /**
   * @param type {@code inet4}, {@code inet6} or {@code uuid}
   */
  static String of(String type, byte[] stored) {
    if (type.equals("uuid")) {
      return uuid(stored);
    }
    if (type.equals("inet6")) {
      return inet6(stored);
    }
    try {
      return InetAddress.getByAddress(stored).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("not an address: " + HexFormat.of().formatHex(stored), e);
    }
  }

  private static String inet6(byte[] stored) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < stored.length; i += 2) {
      text.append(i == 0 ? "" : ":").append(HexFormat.of().formatHex(stored, i, i + 2));
    }
    return text.toString();
  }

  /** Those that count time are stored with their parts in the reverse order, to sort by time. */
  private static String uuid(byte[] stored) {
    byte[] plain = stored.clone();
    if (isReversed(stored)) {
      move(stored, 12, plain, 0, 4);
      move(stored, 10, plain, 4, 2);
      move(stored, 8, plain, 6, 2);
      move(stored, 6, plain, 8, 2);
      move(stored, 0, plain, 10, 6);
    }
    HexFormat hex = HexFormat.of();
    return String.join(
        "-",
        hex.formatHex(plain, 0, 4),
        hex.formatHex(plain, 4, 6),
        hex.formatHex(plain, 6, 8),
        hex.formatHex(plain, 8, 10),
        hex.formatHex(plain, 10, 16));
  }

  /** The version, up to five, is then in the ninth byte, and the variant in the seventh. */
  private static boolean isReversed(byte[] stored) {
    return stored[6] < 0 && stored[8] > 0 && stored[8] < 0x60;
  }

  private static void move(byte[] from, int at, byte[] to, int toAt, int length) {
    System.arraycopy(from, at, to, toAt, length);
  }
}
