package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.core.PrecheckRun;
import io.tidegate.sandbox.core.Sight;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaError;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.dialect.alibaba.Parameters;
import io.tidegate.sandbox.fault.Fault;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** SkipPreCheck: passes over items of the latest precheck, or no longer does. */
final class SkipPreCheck implements Action {
  private static final Set<String> ITEMS =
      Set.of(
          "CHECK_SAME_OBJ",
          "CHECK_SAME_USER",
          "CHECK_SRC",
          "CHECK_TOPOLOGY",
          "CHECK_SERVER_ID",
          "CHECK_DEST_TABLE_EMPTY",
          "CHECK_SUPER_AUTH_DEST");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

  private final JobService jobs;

  SkipPreCheck(JobService jobs) {
    this.jobs = jobs;
  }

  /** The ids are the precheck run's. */
  record Response(
      String requestId,
      boolean success,
      int httpStatusCode,
      String code,
      String migrationJobId,
      String scheduleJobId,
      String skipItems,
      String skipNames) {}

  @Override
  public Family family() {
    return Family.DTS;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.EVERY_CALL;
  }

  @Override
  public Object answer(Call call) {
    Parameters parameters = call.parameters();
    JobView view = JobIds.dts(jobs, parameters, "DtsInstanceId", Sight.TRUTH);
    Job job = view.job();
    parameters.get("Skip");
    boolean skip = parameters.flag("Skip").orElse(false);
    List<String> items = names(parameters, "SkipPreCheckItems");
    checkNames(parameters, items);
    String precheckId = parameters.find("JobId").map(String::strip).orElse(null);
    if (skip) {
      jobs.shieldFindings(job.id(), precheckId, items);
    } else {
      jobs.unshield(job.id(), precheckId, items);
    }
    String runId = view.precheck().map(PrecheckRun::id).orElse("");
    return new Response(
        call.requestId(),
        true,
        200,
        "200",
        runId,
        runId,
        String.join(",", items),
        String.join(",", items.stream().map(item -> item + "_DETAIL").toList()));
  }

  private static List<String> names(Parameters parameters, String name) {
    List<String> items = array(parameters.get(name), name);
    for (String item : items) {
      if (!ITEMS.contains(item)) {
        throw AlibabaError.invalid(
            name,
            "made of " + String.join(", ", ITEMS.stream().sorted().toList()) + ", not " + item);
      }
    }
    return items;
  }

  private static void checkNames(Parameters parameters, List<String> items) {
    String name = "SkipPreCheckNames";
    if (parameters.find(name).isEmpty()) {
      return;
    }
    List<String> expected = items.stream().map(item -> item + "_DETAIL").toList();
    if (!array(parameters.get(name), name).equals(expected)) {
      throw AlibabaError.invalid(name, "the items with _DETAIL behind each, in the same order");
    }
  }

  private static List<String> array(String text, String name) {
    try {
      List<String> items = JSON.readValue(text, NAMES);
      if (items != null && !items.isEmpty() && items.stream().allMatch(Objects::nonNull)) {
        return items;
      }
    } catch (JsonProcessingException e) {
      throw AlibabaError.invalid(name, "a JSON array of item codes in a string");
    }
    throw AlibabaError.invalid(name, "a JSON array of item codes in a string");
  }
}
