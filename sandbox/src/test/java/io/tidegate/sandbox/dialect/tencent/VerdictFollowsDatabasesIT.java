package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.ThreeFaults;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A job that is checked again after a change in a database has another verdict. */
class VerdictFollowsDatabasesIT {
  private static final String GRANT = "SrcPrivilegeCheck";
  private static final String TABLE = "DstEmptyCheck";
  private static final String VARIABLE = "BinlogParamCheck";

  @Test
  void a_grant_a_table_and_a_variable_each_change_it_for_a_migration() throws Exception {
    try (RealSandbox sandbox = RealSandbox.start();
        ThreeFaults faults = new ThreeFaults()) {
      TencentClient client = new TencentClient(sandbox::address);
      String job = faults.createJob(sandbox, "tencent");
      faults.assertTheVerdictFollows(
          () -> {
            Replies.assertYes(client.job("CreateMigrateCheckJob", job));
            sandbox.awaitChecked(job);
            Reply report = client.job("DescribeMigrationCheckJob", job);
            List<String> failed = failed(report, "StepInfo", "StepStatus");
            assertThat(report.at("/CheckFlag"))
                .isEqualTo(failed.isEmpty() ? "checkPass" : "checkNotPass");
            return failed;
          },
          GRANT,
          TABLE,
          VARIABLE);
    }
  }

  @Test
  void a_grant_a_table_and_a_variable_each_change_it_for_a_synchronisation() throws Exception {
    try (RealSandbox sandbox = RealSandbox.start();
        ThreeFaults faults = new ThreeFaults()) {
      TencentClient client = new TencentClient(sandbox::address);
      String job = faults.createJob(sandbox, "tencent-sync");
      faults.assertTheVerdictFollows(
          () -> {
            Replies.assertYes(client.job("CreateCheckSyncJob", job));
            sandbox.awaitChecked(job);
            Reply report = client.job("DescribeCheckSyncJobResult", job);
            List<String> failed = failed(report, "StepInfos", "Status");
            assertThat(report.at("/Status")).isEqualTo(failed.isEmpty() ? "success" : "failed");
            return failed;
          },
          GRANT,
          TABLE,
          VARIABLE);
    }
  }

  private static List<String> failed(Reply report, String steps, String status) {
    return StreamSupport.stream(report.get(steps).spliterator(), false)
        .filter(step -> step.get(status).asText().equals("failed"))
        .map(step -> step.get("StepId").asText())
        .toList();
  }
}
