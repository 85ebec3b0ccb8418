package io.tidegate.provider.alibaba.wire;

import io.tidegate.provider.json.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reply of {@code DescribeSynchronizationJobs}: one page. */
public record DescribeSynchronizationJobsReply(
    @Nullable List<@Nullable SynchronizationJob> synchronizationInstances,
    @Nullable String totalRecordCount) {

  public List<SynchronizationJob> jobs() {
    return Lists.present(synchronizationInstances);
  }
}
