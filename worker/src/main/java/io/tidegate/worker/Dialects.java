package io.tidegate.worker;

import io.tidegate.provider.tencent.TencentProvider;
import java.util.List;
import java.util.Map;

/** The providers that this worker knows, and which of their APIs it speaks. */
final class Dialects {
  static final String ALIBABA = "alibaba";
  static final String TENCENT = "tencent";

  /** How each API may be written; the first is meant where nothing is. */
  private static final Map<String, List<String>> WAYS =
      Map.of(ALIBABA, List.of(ALIBABA), TENCENT, List.of("2021", TencentProvider.DIALECT));

  private static final Map<String, String> NAMES =
      Map.of(ALIBABA, ALIBABA, TENCENT, TencentProvider.DIALECT);

  static boolean knows(String provider) {
    return NAMES.containsKey(provider);
  }

  /** The provider's API by the name that migrations carry; each has one so far. */
  static String nameOf(String provider) {
    return NAMES.getOrDefault(provider, provider);
  }

  /** Whether the provider's API may be written so. */
  static boolean isWayToWrite(String provider, String dialect) {
    return dialect.isEmpty() || waysToWrite(provider).contains(dialect);
  }

  static List<String> waysToWrite(String provider) {
    return WAYS.getOrDefault(provider, List.of());
  }

  /** A region of the provider, for an example. */
  static String exampleRegion(String provider) {
    return provider.equals(TENCENT) ? "ap-guangzhou" : "cn-hangzhou";
  }

  private Dialects() {}
}
