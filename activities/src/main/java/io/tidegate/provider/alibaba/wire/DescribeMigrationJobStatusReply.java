package io.tidegate.provider.alibaba.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribeMigrationJobStatus}; delays are in s. */
public record DescribeMigrationJobStatusReply(
    @Nullable String migrationJobId,
    @Nullable String taskId,
    @Nullable String migrationJobName,
    @Nullable String migrationJobStatus,
    @Nullable Precheck precheckStatus,
    @Nullable MigrationMode migrationMode,
    @Nullable StageStatus structureInitializationStatus,
    @Nullable StageStatus dataInitializationStatus,
    @Nullable StageStatus dataSynchronizationStatus) {

  /** The precheck as a whole. */
  public record Precheck(
      @Nullable String status, @Nullable String percent, @Nullable Detail detail) {}

  /** The items, as sent. */
  public record Detail(@Nullable List<JsonNode> checkItem) {
    public List<JsonNode> items() {
      return checkItem == null ? List.of() : checkItem;
    }
  }

  /** One item; the texts only where it failed. */
  public record Item(
      @Nullable String itemName,
      @Nullable String checkStatus,
      @Nullable String errorMessage,
      @Nullable String repairMethod) {}
}
