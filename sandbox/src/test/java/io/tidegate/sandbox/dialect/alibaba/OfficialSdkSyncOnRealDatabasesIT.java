package io.tidegate.sandbox.dialect.alibaba;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dts20200101.Client;
import com.aliyun.dts20200101.models.DescribeSynchronizationJobStatusRequest;
import com.aliyun.dts20200101.models.DescribeSynchronizationJobStatusResponseBody;
import com.aliyun.dts20200101.models.DescribeSynchronizationJobStatusResponseBody.DescribeSynchronizationJobStatusResponseBodyPrecheckStatusDetail;
import com.aliyun.dts20200101.models.ShieldPrecheckRequest;
import com.aliyun.dts20200101.models.StartSynchronizationJobRequest;
import com.aliyun.dts20200101.models.StopDtsJobRequest;
import com.aliyun.teaopenapi.models.Config;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Endpoint;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own client, unmodified, drives synchronisations in which real rows move. */
class OfficialSdkSyncOnRealDatabasesIT {
  private static RealSandbox sandbox;
  private static Client client;

  private final String database = freshName("store");

  @BeforeAll
  static void start() throws Exception {
    sandbox = RealSandbox.start();
    client =
        new Client(
            new Config()
                .setProtocol("http")
                .setEndpoint(sandbox.address())
                .setAccessKeyId(SandboxFixture.KEY.id())
                .setAccessKeySecret(SandboxFixture.KEY.secret()));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void a_loop_is_seen_until_its_other_job_ends_and_rows_are_followed_until_the_stop()
      throws Exception {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".goods (id int primary key, name varchar(40))",
        "insert into " + database + ".goods values (1, 'bolt'), (2, 'Schraube größer')");
    String job = create(source().endpoint(), target().endpoint());
    String back = create(target().endpoint(), source().endpoint());

    start(job);
    sandbox.awaitRest(job);
    List<String> looped = failedItems(job);
    stop(back);
    start(job);
    awaitFollowing(job);
    run(source(), "insert into " + database + ".goods values (4, 'written while it follows')");
    String late = "select count(*) from " + database + ".goods where id = 4";
    SandboxFixture.await("the row", () -> rows(target(), late).equals(List.of("1")));
    stop(job);
    run(source(), "delete from " + database + ".goods where id = 4");

    assertThat(looped).containsExactly("CHECK_TOPOLOGY");
    assertThat(status(job).getStatus()).isEqualTo("Finished");
    assertThat(status(job).getPrecheckStatus().getDetail()).hasSize(16);
    assertThat(rows(target(), late)).as("after the stop").containsExactly("1");
  }

  @Test
  void a_job_is_shielded_over_a_table_that_is_there_and_loads_into_it() throws Exception {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".goods (id int primary key)",
        "insert into " + database + ".goods values (1)");
    run(
        target(),
        "create database " + database,
        "create table " + database + ".goods (id int primary key)");
    String job = create(source().endpoint(), target().endpoint());

    start(job);
    sandbox.awaitRest(job);
    List<String> failed = failedItems(job);
    client.shieldPrecheck(
        new ShieldPrecheckRequest()
            .setDtsInstanceId("dts" + job)
            .setPrecheckItems(String.join(",", failed)));
    start(job);
    awaitFollowing(job);
    stop(job);

    assertThat(failed).containsExactly("CHECK_SAME_OBJ");
    assertThat(rows(target(), "select id from " + database + ".goods")).containsExactly("1");
  }

  @Test
  void a_way_back_is_checked_by_itself_while_the_way_there_goes_on() throws Exception {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".goods (id int primary key)",
        "insert into " + database + ".goods values (1)");
    String there = create(source().endpoint(), target().endpoint());
    String back = sandbox.createWayBack(there, target().endpoint(), source().endpoint(), database);
    start(there);
    awaitFollowing(there);

    start(there, "Reverse");
    sandbox.awaitRest(back);

    // Nothing is logged at the target, which is the source of the way back.
    assertThat(failedItems(there, "Reverse")).contains("CHECK_BINLOG_ON", "CHECK_SAME_OBJ");
    assertThat(failedItems(there)).isEmpty();
    assertThat(status(there, "Reverse").getTaskId()).isEqualTo(back);
    assertThat(status(there, "Reverse").getStatus()).isEqualTo("PrecheckFailed");
    assertThat(status(there).getStatus()).isEqualTo("Synchronizing");
    stop(there);
  }

  private String create(Endpoint from, Endpoint to) throws Exception {
    return sandbox.createJobOf("alibaba-sync", true, from, to, database);
  }

  private static void start(String job) throws Exception {
    start(job, "Forward");
  }

  private static void start(String job, String direction) throws Exception {
    assertThat(
            client
                .startSynchronizationJob(
                    new StartSynchronizationJobRequest()
                        .setSynchronizationJobId("dts" + job)
                        .setSynchronizationDirection(direction))
                .getBody()
                .getSuccess())
        .isEqualTo("true");
  }

  private static void stop(String job) throws Exception {
    client.stopDtsJob(
        new StopDtsJobRequest()
            .setDtsJobId(job)
            .setDtsInstanceId("dts" + job)
            .setSynchronizationDirection("Forward"));
  }

  private static void awaitFollowing(String job) {
    SandboxFixture.await(
        "a job that is level with its source",
        () -> {
          DescribeSynchronizationJobStatusResponseBody now = status(job);
          assertThat(now.getStatus())
              .as(now.getErrorMessage() + " " + failedItems(job))
              .isIn("Prechecking", "Initializing", "Synchronizing");
          return now.getStatus().equals("Synchronizing")
              && now.getDataSynchronizationStatus().getStatus().equals("Catched");
        });
  }

  private static List<String> failedItems(String job) {
    return failedItems(job, "Forward");
  }

  private static List<String> failedItems(String job, String direction) {
    return status(job, direction).getPrecheckStatus().getDetail().stream()
        .filter(item -> item.getCheckStatus().equals("Failed"))
        .map(DescribeSynchronizationJobStatusResponseBodyPrecheckStatusDetail::getItemName)
        .toList();
  }

  private static DescribeSynchronizationJobStatusResponseBody status(String job) {
    return status(job, "Forward");
  }

  private static DescribeSynchronizationJobStatusResponseBody status(String job, String direction) {
    try {
      return client
          .describeSynchronizationJobStatus(
              new DescribeSynchronizationJobStatusRequest()
                  .setSynchronizationJobId("dts" + job)
                  .setSynchronizationDirection(direction))
          .getBody();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
