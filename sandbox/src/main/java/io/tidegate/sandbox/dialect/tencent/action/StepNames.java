package io.tidegate.sandbox.dialect.tencent.action;

import java.util.Map;

/** What the service calls its check steps in English. */
final class StepNames {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ConnectDBCheck", "Database connection check"),
          Map.entry("VersionCheck", "Version check"),
          Map.entry("SrcPrivilegeCheck", "Source instance permission check"),
          Map.entry("SimpleParamCheck", "Partial instance parameter check"),
          Map.entry("DstPrivilegeCheck", "Target instance permission check"),
          Map.entry("DstEmptyCheck", "Target instance content conflict check"),
          Map.entry("DstSpaceCheck", "Target instance space check"),
          Map.entry("BinlogParamCheck", "Binlog parameter check"),
          Map.entry("ConstraintCheck", "Foreign key dependency check"),
          Map.entry("ConstraintRefCheck", "Foreign key reference check"),
          Map.entry("ViewCheck", "View check"),
          Map.entry("WarningParamCheck", "Warning item check"),
          Map.entry("OptimizeCheck", "Peripheral check"),
          Map.entry("AdvancedStoreObjectCheck", "Advanced object check"));

  private StepNames() {}

  static String of(String stepId) {
    return NAMES.getOrDefault(stepId, stepId);
  }
}
