package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.ThreeFaults;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is checked again after a change in a database has another verdict. */
class VerdictFollowsDatabasesIT {

  @ParameterizedTest
  @ValueSource(strings = {"alibaba", "alibaba-sync"})
  void aGrantATableAndAVariableEachChangeIt(String dialect) throws Exception {
    try (RealSandbox sandbox = RealSandbox.start();
        ThreeFaults faults = new ThreeFaults()) {
      RpcClient client = new RpcClient(sandbox::address);
      String job = faults.createJob(sandbox, dialect);
      faults.assertTheVerdictFollows(
          () -> check(sandbox, client, job),
          "CHECK_AUTH_SRC",
          "CHECK_SAME_OBJ",
          "CHECK_BINLOG_MODE");
    }
  }

  private static List<String> check(RealSandbox sandbox, RpcClient client, String job) {
    assertThat(client.call("StartDtsJob", "DtsJobId", job).status()).isEqualTo(200);
    sandbox.awaitChecked(job);
    JsonNode report =
        client.call("DescribePreCheckStatus", "DtsJobId", job, "JobCode", "01").body();
    List<String> failed =
        StreamSupport.stream(report.get("JobProgress").spliterator(), false)
            .filter(item -> item.get("State").asText().equals("Failed"))
            .map(item -> item.get("Item").asText())
            .toList();
    assertThat(report.get("State").asText()).isEqualTo(failed.isEmpty() ? "Finished" : "Failed");
    return failed;
  }
}
