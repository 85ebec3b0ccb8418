package io.tidegate.provider.tencent;

import io.tidegate.provider.Deadline;
import io.tidegate.provider.tencent.wire.DescribeMigrationDetailReply;
import java.time.Duration;
import java.util.Map;

/** {@code DescribeMigrationDetail}: all of one job but the verdict of its check. */
final class JobDetail {
  private static final String ACTION = "DescribeMigrationDetail";
  private static final Duration READ = Duration.ofSeconds(10);

  private final TencentClient client;

  JobDetail(TencentClient client) {
    this.client = client;
  }

  DescribeMigrationDetailReply read(String job) {
    return reply(job).as(DescribeMigrationDetailReply.class);
  }

  /** As sent, for whoever reads steps of it. */
  TencentReply reply(String job) {
    return client.call(ACTION, Map.of("JobId", job), Deadline.in(READ));
  }
}
