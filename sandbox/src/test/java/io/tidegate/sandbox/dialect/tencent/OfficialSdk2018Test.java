package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.dts.v20180330.DtsClient;
import com.tencentcloudapi.dts.v20180330.models.CompleteMigrateJobRequest;
import com.tencentcloudapi.dts.v20180330.models.CreateMigrateCheckJobRequest;
import com.tencentcloudapi.dts.v20180330.models.DescribeMigrateCheckJobRequest;
import com.tencentcloudapi.dts.v20180330.models.DescribeMigrateCheckJobResponse;
import com.tencentcloudapi.dts.v20180330.models.DescribeMigrateJobsRequest;
import com.tencentcloudapi.dts.v20180330.models.MigrateJobInfo;
import com.tencentcloudapi.dts.v20180330.models.ModifyMigrateJobRequest;
import com.tencentcloudapi.dts.v20180330.models.SrcInfo;
import com.tencentcloudapi.dts.v20180330.models.StartMigrateJobRequest;
import com.tencentcloudapi.dts.v20180330.models.StopMigrateJobRequest;
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

/** The vendor's own client of the version of 2018, unmodified, against the sandbox. */
class OfficialSdk2018Test {
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
  void takes_a_job_through_a_fix_and_a_change_to_its_end(String signMethod, String httpMethod)
      throws Exception {
    DtsClient client = client(signMethod, httpMethod);
    sandbox.prechecks.fail("ConstraintCheck", true, "shop.orders");
    String id = Jobs.create2018(sandbox, true);

    DescribeMigrateCheckJobResponse unchecked = read(client, id);
    DescribeMigrateCheckJobResponse failed = check(client, id, "PRECHECK_FAILED");
    sandbox.prechecks.passAll();
    ModifyMigrateJobRequest modify = new ModifyMigrateJobRequest();
    modify.setJobId(id);
    modify.setJobName("renamed");
    SrcInfo source = new SrcInfo();
    source.setPort(3307L);
    source.setPassword("canary-new");
    modify.setSrcInfo(source);
    modify.setDatabaseInfo("[{\"Database\":\"shop\",\"Table\":[\"orders\",\"lines\"]}]");
    client.ModifyMigrateJob(modify);
    long modified = job(client, id).getStatus();
    DescribeMigrateCheckJobResponse voided = read(client, id);
    DescribeMigrateCheckJobResponse passed = check(client, id, "PRECHECK_PASSED");
    StartMigrateJobRequest start = new StartMigrateJobRequest();
    start.setJobId(id);
    client.StartMigrateJob(start);
    sandbox.engine.follow(
        id, new Following(State.RUNNING, 0, "binlog.000001:4", null, 0, 0, 0, ""));
    MigrateJobInfo ready = job(client, id);
    CompleteMigrateJobRequest complete = new CompleteMigrateJobRequest();
    complete.setJobId(id);
    complete.setCompleteMode("waitForSync");
    client.CompleteMigrateJob(complete);
    long completing = job(client, id).getStatus();
    sandbox.engine.finish(id);

    assertThat(unchecked.getCheckFlag()).isEqualTo(3);
    assertThat(failed.getStatus()).isEqualTo("finished");
    assertThat(failed.getCheckFlag()).isZero();
    assertThat(failed.getErrorCode()).isEqualTo(-1);
    assertThat(failed.getErrorMessage()).contains("Foreign key dependency check");
    assertThat(modified).isEqualTo(1);
    assertThat(voided.getCheckFlag()).isEqualTo(3);
    assertThat(passed.getCheckFlag()).isEqualTo(1);
    assertThat(passed.getErrorMessage()).isEqualTo("ok");
    assertThat(passed.getProgress()).isEqualTo("100");
    assertThat(ready.getStatus()).isEqualTo(8);
    assertThat(ready.getJobName()).isEqualTo("renamed");
    assertThat(ready.getSrcInfo().getPort()).isEqualTo(3307);
    assertThat(ready.getSrcInfo().getPassword()).isNull();
    assertThat(ready.getDatabaseInfo()).contains("lines");
    assertThat(ready.getDetail().getSecondsBehindMaster()).isZero();
    assertThat(completing).isEqualTo(12);
    assertThat(job(client, id).getStatus()).isEqualTo(9);
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
    assertThat(sandbox.job(id).at("/effects/changes").asInt()).isEqualTo(1);
  }

  @Test
  void hears_the_services_codes() {
    DtsClient client = client(ClientProfile.SIGN_TC3_256, HttpProfile.REQ_POST);
    StopMigrateJobRequest stop = new StopMigrateJobRequest();
    stop.setJobId(Jobs.create2018(sandbox, true));

    assertThatThrownBy(() -> client.StopMigrateJob(stop))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            error ->
                assertThat(error.getErrorCode()).isEqualTo("FailedOperation.StatusInConflict"));
    stop.setJobId("dts-nobody00");
    assertThatThrownBy(() -> client.StopMigrateJob(stop))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            error -> assertThat(error.getErrorCode()).isEqualTo("ResourceNotFound.JobNotExist"));
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

  private DescribeMigrateCheckJobResponse check(DtsClient client, String id, String end)
      throws TencentCloudSDKException {
    CreateMigrateCheckJobRequest request = new CreateMigrateCheckJobRequest();
    request.setJobId(id);
    client.CreateMigrateCheckJob(request);
    sandbox.awaitStatus(id, end);
    return read(client, id);
  }

  private static DescribeMigrateCheckJobResponse read(DtsClient client, String id)
      throws TencentCloudSDKException {
    DescribeMigrateCheckJobRequest request = new DescribeMigrateCheckJobRequest();
    request.setJobId(id);
    return client.DescribeMigrateCheckJob(request);
  }

  private static MigrateJobInfo job(DtsClient client, String id) throws TencentCloudSDKException {
    DescribeMigrateJobsRequest request = new DescribeMigrateJobsRequest();
    request.setJobId(id);
    MigrateJobInfo[] jobs = client.DescribeMigrateJobs(request).getJobList();
    assertThat(jobs).hasSize(1);
    return jobs[0];
  }
}
