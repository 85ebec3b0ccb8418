package io.tidegate.provider.alibaba.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a synchronisation: the reply of {@code DescribeSynchronizationJobStatus}, and an
 * element of {@code DescribeSynchronizationJobs}, which says less. What is called its id is that of
 * its instance, which both directions of a two-way job share.
 */
public record SynchronizationJob(
    @Nullable String synchronizationJobId,
    @Nullable String synchronizationJobName,
    @Nullable String synchronizationDirection,
    @Nullable String taskId,
    @Nullable String status,
    @Nullable String errorMessage,
    @Nullable String checkpoint,
    @Nullable String delay,
    @Nullable String delayMillis,
    @Nullable String structureInitialization,
    @Nullable String dataInitialization,
    @Nullable Precheck precheckStatus,
    @Nullable StageStatus structureInitializationStatus,
    @Nullable StageStatus dataInitializationStatus,
    @Nullable StageStatus dataSynchronizationStatus) {

  /** The precheck as a whole. */
  public record Precheck(
      @Nullable String status, @Nullable String percent, @Nullable List<JsonNode> detail) {

    /** The items, as sent; migrations have them in a list within the detail. */
    public List<JsonNode> items() {
      List<JsonNode> items = new ArrayList<>();
      for (JsonNode sent : detail == null ? List.<JsonNode>of() : detail) {
        JsonNode within = sent.path("CheckItem");
        if (within.isArray()) {
          within.forEach(items::add);
        } else {
          items.add(sent);
        }
      }
      return items;
    }
  }

  /** One item; the texts only where it failed. */
  public record Item(
      @Nullable String itemName,
      @Nullable String checkStatus,
      @Nullable String errorMessage,
      @Nullable String repairMethod) {}
}
