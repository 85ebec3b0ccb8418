package io.tidegate.worker;

import io.tidegate.provider.oms.OmsProvider;
import io.tidegate.provider.tencent.TencentProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The providers that this worker knows, and which of their APIs it speaks. */
final class Dialects {
  static final String ALIBABA = "alibaba";
  static final String TENCENT = "tencent";
  static final String OMS = OmsProvider.DIALECT;

  private static final String TENCENT_SYNC = TencentProvider.SYNC_DIALECT;

  /** How each API may be written, and the name that migrations carry of it. */
  private static final Map<String, Map<String, String>> WAYS =
      Map.of(
          ALIBABA,
          Map.of(ALIBABA, ALIBABA),
          TENCENT,
          Map.of(
              "2018",
              TencentProvider.DIALECT_2018,
              TencentProvider.DIALECT_2018,
              TencentProvider.DIALECT_2018,
              "2021",
              TencentProvider.DIALECT,
              TencentProvider.DIALECT,
              TencentProvider.DIALECT,
              "sync",
              TENCENT_SYNC,
              TENCENT_SYNC,
              TENCENT_SYNC),
          OMS,
          Map.of(OMS, OMS));

  /** What is meant where nothing is written. */
  private static final Map<String, String> USUAL =
      Map.of(ALIBABA, ALIBABA, TENCENT, TencentProvider.DIALECT, OMS, OMS);

  /** Their names, in a sentence. */
  static String providers(String lastWord) {
    List<String> names = USUAL.keySet().stream().sorted().toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + lastWord + names.get(last);
  }

  /** Every provider. */
  static Set<String> all() {
    return USUAL.keySet();
  }

  static boolean knows(String provider) {
    return USUAL.containsKey(provider);
  }

  /** The API by the name that migrations carry, from a way to write it. */
  static String nameOf(String provider, String dialect) {
    String usual = USUAL.getOrDefault(provider, provider);
    return WAYS.getOrDefault(provider, Map.of()).getOrDefault(dialect, usual);
  }

  /** Whether one of the provider's APIs may be written so. */
  static boolean isWayToWrite(String provider, String dialect) {
    return dialect.isEmpty() || waysToWrite(provider).contains(dialect);
  }

  /** In the order of the alphabet. */
  static List<String> waysToWrite(String provider) {
    return WAYS.getOrDefault(provider, Map.of()).keySet().stream().sorted().toList();
  }

  /** A region of the provider, for an example. */
  static String exampleRegion(String provider) {
    return switch (provider) {
      case TENCENT -> "ap-guangzhou";
      case OMS -> "oms-1, by which you tell this OMS from others";
      default -> "cn-hangzhou";
    };
  }

  private Dialects() {}
}
