package io.tidegate.sandbox.dialect.oms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.ThreeFaults;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A project that is checked again after a change in a database has another verdict. */
class VerdictFollowsDatabasesIT {

  @Test
  void a_grant_a_table_and_a_variable_each_change_it() throws Exception {
    try (RealSandbox sandbox = RealSandbox.start();
        ThreeFaults faults = new ThreeFaults()) {
      OmsClient client = new OmsClient(sandbox::address);
      String project = faults.createJob(sandbox, "oms");
      faults.assertTheVerdictFollows(
          () -> check(client, project),
          "SOURCE DB_MYSQL_SHOW_VIEW_PRIVILEGE",
          "DEST SYNC_SCHEMA_CONSISTENCY",
          "SOURCE DB_INCR_LOG");
    }
  }

  private static List<String> check(OmsClient client, String project) {
    JsonNode result = client.checked(project);
    List<String> failed = OmsClient.failedItems(result);
    assertThat(result.get("projectStatus").asText())
        .isEqualTo(failed.isEmpty() ? "FINISHED" : "FAILED");
    return failed;
  }
}
