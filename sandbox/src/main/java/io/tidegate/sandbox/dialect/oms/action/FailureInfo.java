package io.tidegate.sandbox.dialect.oms.action;

import io.tidegate.sandbox.core.CheckResult;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.dialect.oms.ErrorDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a step says that has failed; an empty object where it has not.
 *
 * @param errorCode null where the service publishes none
 * @param errorDetails one for each thing that is wrong
 */
record FailureInfo(
    @Nullable String errorCode,
    String errorMsg,
    Map<String, String> errorParam,
    List<ErrorDetail> errorDetails,
    @Nullable String failedTime) {

  /** What stands in its place where nothing has failed. */
  static final Object NONE = Map.of();

  static Object ofCheck(PrecheckRun run, Set<String> passedOver) {
    List<ErrorDetail> details = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (PrecheckRun.Item item : run.blocking(passedOver)) {
      CheckResult result = item.result();
      if (result != null) {
        ItemKey key = ItemKey.of(item.code());
        types.add(key.endpointType() + " " + key.checkType());
        details.add(PrecheckItem.error(CheckWords.of(key.checkType()), result));
      }
    }
    return details.isEmpty()
        ? NONE
        : new FailureInfo(
            details.get(0).code(),
            "precheck failed at "
                + String.join(", ", types)
                + ": "
                + details.get(0).message()
                + ": "
                + details.get(0).reason(),
            Map.of(),
            details,
            Words.exactTime(run.finishTime()));
  }

  static Object ofMovement(String reason, @Nullable Instant time) {
    return new FailureInfo(
        null,
        reason,
        Map.of(),
        List.of(
            ErrorDetail.of(
                null, reason, reason, "Repair what the message names, then resume the project.")),
        Words.exactTime(time));
  }
}
