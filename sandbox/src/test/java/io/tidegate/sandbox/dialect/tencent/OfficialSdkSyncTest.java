package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.dts.v20211206.DtsClient;
import com.tencentcloudapi.dts.v20211206.models.ContinueSyncJobRequest;
import com.tencentcloudapi.dts.v20211206.models.CreateCheckSyncJobRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeCheckSyncJobResultRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeCheckSyncJobResultResponse;
import com.tencentcloudapi.dts.v20211206.models.DescribeSyncJobsRequest;
import com.tencentcloudapi.dts.v20211206.models.PauseSyncJobRequest;
import com.tencentcloudapi.dts.v20211206.models.SkipSyncCheckItemRequest;
import com.tencentcloudapi.dts.v20211206.models.StartSyncJobRequest;
import com.tencentcloudapi.dts.v20211206.models.StepInfo;
import com.tencentcloudapi.dts.v20211206.models.StopSyncJobRequest;
import com.tencentcloudapi.dts.v20211206.models.SyncJobInfo;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Engine.Following;
import io.tidegate.sandbox.core.Engine.StageProgress.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's own client, unmodified, drives synchronisations of the sandbox. */
class OfficialSdkSyncTest {
  private SandboxFixture sandbox;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({"TC3-HMAC-SHA256, POST", "TC3-HMAC-SHA256, GET", "HmacSHA256, POST"})
  void takes_a_job_through_a_skip_to_its_stop(String signMethod, String httpMethod)
      throws Exception {
    DtsClient client = client(signMethod, httpMethod);
    sandbox.prechecks.fail("ConstraintCheck", true, "shop.orders");
    String id = Jobs.createSync(sandbox);

    DescribeCheckSyncJobResultResponse failed = check(client, id, "PRECHECK_FAILED");
    SkipSyncCheckItemRequest skip = new SkipSyncCheckItemRequest();
    skip.setJobId(id);
    skip.setStepIds(new String[] {"ConstraintCheck"});
    client.SkipSyncCheckItem(skip);
    DescribeCheckSyncJobResultResponse passed = check(client, id, "PRECHECK_PASSED");
    StartSyncJobRequest start = new StartSyncJobRequest();
    start.setJobId(id);
    client.StartSyncJob(start);
    PauseSyncJobRequest pause = new PauseSyncJobRequest();
    pause.setJobId(id);
    client.PauseSyncJob(pause);
    String paused = job(client, id).getStatus();
    ContinueSyncJobRequest goOn = new ContinueSyncJobRequest();
    goOn.setJobId(id);
    client.ContinueSyncJob(goOn);
    sandbox.engine.follow(
        id, new Following(State.RUNNING, 0, "binlog.000001:4", null, 0, 0, 0, ""));
    SyncJobInfo level = job(client, id);
    StopSyncJobRequest stop = new StopSyncJobRequest();
    stop.setJobId(id);
    client.StopSyncJob(stop);

    assertThat(failed.getStatus()).isEqualTo("failed");
    assertThat(failed.getStepCount()).isEqualTo(6);
    StepInfo step = failed.getStepInfos()[3];
    assertThat(step.getStepId()).isEqualTo("ConstraintCheck");
    assertThat(step.getStatus()).isEqualTo("failed");
    assertThat(step.getErrors()[0].getSkipInfo()).isNotEmpty();
    assertThat(passed.getStatus()).isEqualTo("success");
    assertThat(passed.getStepInfos()[5].getStatus()).isEqualTo("skipped");
    assertThat(paused).isEqualTo("Paused");
    assertThat(level.getStatus()).isEqualTo("Running");
    assertThat(level.getDetail().getSecondsBehindMaster()).isZero();
    assertThat(level.getDetail().getStepInfos()[3].getStepId()).isEqualTo("sinker");
    assertThat(level.getOptions().getInitType()).isEqualTo("Full");
    assertThat(job(client, id).getStatus()).isEqualTo("Stopped");
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
  }

  @Test
  void hears_the_services_codes() {
    DtsClient client = client(ClientProfile.SIGN_TC3_256, HttpProfile.REQ_POST);
    StopSyncJobRequest stop = new StopSyncJobRequest();
    stop.setJobId(Jobs.createSync(sandbox));

    assertThatThrownBy(() -> client.StopSyncJob(stop))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            error ->
                assertThat(error.getErrorCode()).isEqualTo("OperationDenied.OperationDeniedError"));
    stop.setJobId("sync-nobody00");
    assertThatThrownBy(() -> client.StopSyncJob(stop))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            error ->
                assertThat(error.getErrorCode())
                    .isEqualTo("ResourceNotFound.ResourceNotFoundError"));
  }

  private DtsClient client(String signMethod, String httpMethod) {
    HttpProfile http = new HttpProfile();
    http.setProtocol(HttpProfile.REQ_HTTP);
    http.setEndpoint(sandbox.address());
    http.setReqMethod(httpMethod);
    return new DtsClient(
        new Credential(SandboxFixture.KEY.id(), SandboxFixture.KEY.secret()),
        "ap-guangzhou",
        new ClientProfile(signMethod, http));
  }

  private DescribeCheckSyncJobResultResponse check(DtsClient client, String id, String end)
      throws TencentCloudSDKException {
    CreateCheckSyncJobRequest request = new CreateCheckSyncJobRequest();
    request.setJobId(id);
    client.CreateCheckSyncJob(request);
    sandbox.awaitStatus(id, end);
    DescribeCheckSyncJobResultRequest describe = new DescribeCheckSyncJobResultRequest();
    describe.setJobId(id);
    return client.DescribeCheckSyncJobResult(describe);
  }

  private static SyncJobInfo job(DtsClient client, String id) throws TencentCloudSDKException {
    DescribeSyncJobsRequest request = new DescribeSyncJobsRequest();
    request.setJobIds(new String[] {id});
    request.setLimit(100L);
    SyncJobInfo[] jobs = client.DescribeSyncJobs(request).getJobList();
    assertThat(jobs).hasSize(1);
    return jobs[0];
  }
}
