package io.tidegate.sandbox.core;

/** Which of the questions a job is asked, and in whose words. */
public enum CheckSet {
  ALIBABA,
  ALIBABA_SYNC,
  TENCENT_MIGRATION,
  TENCENT_SYNC,
  OMS;

  /** The set of a job's dialect; a dialect that nobody named here is asked Alibaba's. */
  public static CheckSet of(String dialect) {
    return switch (dialect) {
      case "alibaba-sync" -> ALIBABA_SYNC;
      case "tencent", "tencent-2018" -> TENCENT_MIGRATION;
      case "tencent-sync" -> TENCENT_SYNC;
      case "oms" -> OMS;
      default -> ALIBABA;
    };
  }
}
