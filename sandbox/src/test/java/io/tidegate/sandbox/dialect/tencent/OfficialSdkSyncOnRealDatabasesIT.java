package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.dts.v20211206.DtsClient;
import com.tencentcloudapi.dts.v20211206.models.CreateCheckSyncJobRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeCheckSyncJobResultRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeCheckSyncJobResultResponse;
import com.tencentcloudapi.dts.v20211206.models.DescribeSyncJobsRequest;
import com.tencentcloudapi.dts.v20211206.models.SkipSyncCheckItemRequest;
import com.tencentcloudapi.dts.v20211206.models.StartSyncJobRequest;
import com.tencentcloudapi.dts.v20211206.models.StepInfo;
import com.tencentcloudapi.dts.v20211206.models.StopSyncJobRequest;
import com.tencentcloudapi.dts.v20211206.models.SyncJobInfo;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.SandboxFixture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own client, unmodified, drives a synchronisation in which real rows move. */
class OfficialSdkSyncOnRealDatabasesIT {
  private static RealSandbox sandbox;
  private static DtsClient client;

  private final String database = freshName("store");

  @BeforeAll
  static void start() throws Exception {
    sandbox = RealSandbox.start();
    HttpProfile http = new HttpProfile();
    http.setProtocol(HttpProfile.REQ_HTTP);
    http.setEndpoint(sandbox.address());
    client =
        new DtsClient(
            new Credential(SandboxFixture.KEY.id(), SandboxFixture.KEY.secret()),
            "ap-guangzhou",
            new ClientProfile(ClientProfile.SIGN_TC3_256, http));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void follows_the_source_after_a_skip_until_it_is_stopped() throws Exception {
    createSource();
    String id =
        sandbox.createJobOf(
            "tencent-sync", true, source().endpoint(), target().endpoint(), database);

    DescribeCheckSyncJobResultResponse failed = check(id);
    skip(id);
    DescribeCheckSyncJobResultResponse passed = check(id);
    StartSyncJobRequest start = new StartSyncJobRequest();
    start.setJobId(id);
    client.StartSyncJob(start);
    awaitLevel(id);
    run(source(), "insert into " + database + ".goods values (4, 'written while it follows')");
    String late = "select count(*) from " + database + ".goods where id = 4";
    SandboxFixture.await("the row", () -> rows(target(), late).equals(List.of("1")));
    StopSyncJobRequest stop = new StopSyncJobRequest();
    stop.setJobId(id);
    client.StopSyncJob(stop);
    run(source(), "delete from " + database + ".goods where id = 4");

    assertThat(failed.getStatus()).isEqualTo("failed");
    assertThat(steps(failed, "failed")).containsExactly("ConstraintCheck");
    assertThat(passed.getStatus()).as(steps(passed, "failed").toString()).isEqualTo("success");
    assertThat(steps(passed, "skipped")).containsExactly("ConstraintCheck");
    assertThat(job(id).getStatus()).isEqualTo("Stopped");
    assertThat(rows(target(), late)).as("after the stop").containsExactly("1");
    assertThat(rows(target(), "select count(*) from " + database + ".stock"))
        .isEqualTo(rows(source(), "select count(*) from " + database + ".stock"));
  }

  private void createSource() {
    run(
        source(),
        "create database " + database,
        "create table " + database + ".goods (id int primary key, name varchar(40))",
        "create table "
            + database
            + ".stock (id int primary key, good int, foreign key (good) references "
            + database
            + ".goods (id) on delete cascade)",
        "insert into " + database + ".goods values (1, 'bolt'), (2, 'Schraube größer'), (3, null)",
        "insert into " + database + ".stock values (1, 1), (2, 3), (3, 3)");
  }

  private static void awaitLevel(String id) {
    SandboxFixture.await(
        "a job that is level with its source",
        () -> {
          SyncJobInfo job = job(id);
          assertThat(job.getStatus()).as(job.getDetail().getMessage()).isEqualTo("Running");
          return job.getDetail().getSecondsBehindMaster() == 0;
        });
  }

  private static DescribeCheckSyncJobResultResponse check(String id)
      throws TencentCloudSDKException {
    CreateCheckSyncJobRequest request = new CreateCheckSyncJobRequest();
    request.setJobId(id);
    client.CreateCheckSyncJob(request);
    sandbox.awaitRest(id);
    DescribeCheckSyncJobResultRequest describe = new DescribeCheckSyncJobResultRequest();
    describe.setJobId(id);
    return client.DescribeCheckSyncJobResult(describe);
  }

  private static void skip(String id) throws TencentCloudSDKException {
    SkipSyncCheckItemRequest request = new SkipSyncCheckItemRequest();
    request.setJobId(id);
    request.setStepIds(new String[] {"ConstraintCheck"});
    client.SkipSyncCheckItem(request);
  }

  private static SyncJobInfo job(String id) {
    DescribeSyncJobsRequest request = new DescribeSyncJobsRequest();
    request.setJobIds(new String[] {id});
    try {
      return client.DescribeSyncJobs(request).getJobList()[0];
    } catch (TencentCloudSDKException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> steps(DescribeCheckSyncJobResultResponse report, String status) {
    return Arrays.stream(report.getStepInfos())
        .filter(step -> step.getStatus().equals(status))
        .map(StepInfo::getStepId)
        .toList();
  }
}
