package io.tidegate.sandbox.dialect.alibaba.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.core.Job;
import io.tidegate.sandbox.core.JobService;
import io.tidegate.sandbox.core.JobView;
import io.tidegate.sandbox.dialect.alibaba.Action;
import io.tidegate.sandbox.dialect.alibaba.AlibabaDialect;
import io.tidegate.sandbox.dialect.alibaba.AlibabaError;
import io.tidegate.sandbox.dialect.alibaba.Call;
import io.tidegate.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DescribeSynchronizationJobStatusList: how the named instances stand, direction by direction. */
final class DescribeSynchronizationJobStatusList implements Action {
  private static final String IDS = "SynchronizationJobIdListJsonStr";
  private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JobService jobs;

  DescribeSynchronizationJobStatusList(JobService jobs) {
    this.jobs = jobs;
  }

  /** Always one page; instances that nobody knows are left out. */
  record Response(
      String requestId,
      boolean success,
      int pageNumber,
      int pageRecordCount,
      long totalRecordCount,
      List<Instance> synchronizationJobListStatusList) {}

  /** One instance. */
  record Instance(
      String synchronizationJobId, List<DirectionInfo> synchronizationDirectionInfoList) {}

  /** One direction of it. */
  record DirectionInfo(
      String synchronizationDirection, String status, @Nullable String checkpoint) {}

  @Override
  public Family family() {
    return Family.LEGACY;
  }

  @Override
  public Fault.Reach reach() {
    return Fault.Reach.STATUS_READS;
  }

  @Override
  public Object answer(Call call) {
    List<Instance> found = new ArrayList<>();
    for (String id : ids(call.parameters().get(IDS))) {
      List<DirectionInfo> directions =
          jobs.ofInstance(id).stream()
              .filter(job -> job.dialect().equals(AlibabaDialect.SYNC_NAME))
              .map(job -> direction(call, job))
              .toList();
      if (!directions.isEmpty()) {
        found.add(new Instance(id, directions));
      }
    }
    return new Response(call.requestId(), true, 1, found.size(), found.size(), found);
  }

  private DirectionInfo direction(Call call, Job job) {
    JobView view = jobs.look(job.id(), call.sight());
    return new DirectionInfo(
        Direction.of(job).word(), call.statusOf(view), SyncParts.checkpoint(view));
  }

  private static Set<String> ids(String text) {
    try {
      List<String> ids = JSON.readValue(text, NAMES);
      if (ids != null && !ids.isEmpty()) {
        return new LinkedHashSet<>(ids);
      }
    } catch (JsonProcessingException e) {
      throw AlibabaError.invalid(IDS, "a JSON array of instance ids in a string");
    }
    throw AlibabaError.invalid(IDS, "a JSON array of instance ids in a string");
  }
}
