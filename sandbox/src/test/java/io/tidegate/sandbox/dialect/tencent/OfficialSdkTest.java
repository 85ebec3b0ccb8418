package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.dts.v20211206.DtsClient;
import com.tencentcloudapi.dts.v20211206.models.CheckStep;
import com.tencentcloudapi.dts.v20211206.models.CompleteMigrateJobRequest;
import com.tencentcloudapi.dts.v20211206.models.CreateMigrateCheckJobRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationCheckJobRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationCheckJobResponse;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationDetailRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationDetailResponse;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationJobsRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationJobsResponse;
import com.tencentcloudapi.dts.v20211206.models.SkipCheckItemRequest;
import com.tencentcloudapi.dts.v20211206.models.StartMigrateJobRequest;
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

/** The vendor's own client, unmodified, against the sandbox. */
class OfficialSdkTest {
  private SandboxFixture sandbox;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private DtsClient client(String signMethod, String httpMethod, String secret) {
    HttpProfile http = new HttpProfile();
    http.setProtocol(HttpProfile.REQ_HTTP);
    http.setEndpoint(sandbox.address());
    http.setReqMethod(httpMethod);
    ClientProfile profile = new ClientProfile(signMethod, http);
    return new DtsClient(new Credential(SandboxFixture.KEY.id(), secret), "ap-guangzhou", profile);
  }

  private DtsClient client() {
    return client(ClientProfile.SIGN_TC3_256, HttpProfile.REQ_POST, SandboxFixture.KEY.secret());
  }

  @Test
  void takes_a_job_through_a_skip_to_its_end() throws Exception {
    DtsClient client = client();
    sandbox.prechecks.fail("ConstraintCheck", true, "shop.orders");
    String id = Jobs.create(sandbox, true);

    check(client, id);
    sandbox.awaitStatus(id, "PRECHECK_FAILED");
    DescribeMigrationCheckJobResponse failed = checked(client, id);
    skip(client, id, "ConstraintCheck", "shield");
    check(client, id);
    sandbox.awaitStatus(id, "PRECHECK_PASSED");
    DescribeMigrationCheckJobResponse passed = checked(client, id);
    StartMigrateJobRequest start = new StartMigrateJobRequest();
    start.setJobId(id);
    client.StartMigrateJob(start);
    sandbox.engine.follow(
        id, new Following(State.RUNNING, 0, "binlog.000001:4", null, 0, 0, 0, ""));
    String ready = detail(client, id).getStatus();
    CompleteMigrateJobRequest complete = new CompleteMigrateJobRequest();
    complete.setJobId(id);
    complete.setCompleteMode("waitForSync");
    client.CompleteMigrateJob(complete);
    String completing = detail(client, id).getStatus();
    sandbox.engine.finish(id);

    assertThat(failed.getStatus()).isEqualTo("success");
    assertThat(failed.getCheckFlag()).isEqualTo("checkNotPass");
    assertThat(failed.getStepInfo()).hasSize(6);
    CheckStep step = failed.getStepInfo()[3];
    assertThat(step.getStepId()).isEqualTo("ConstraintCheck");
    assertThat(step.getStepStatus()).isEqualTo("failed");
    assertThat(step.getHasSkipped()).isFalse();
    assertThat(step.getDetailCheckItems()[0].getSkipInfo()).isNotEmpty();
    assertThat(passed.getCheckFlag()).isEqualTo("checkPass");
    assertThat(passed.getStepInfo()[5].getHasSkipped()).isTrue();
    assertThat(ready).isEqualTo("readyComplete");
    assertThat(completing).isEqualTo("completing");
    assertThat(detail(client, id).getStatus()).isEqualTo("success");
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "TC3-HMAC-SHA256, POST",
    "TC3-HMAC-SHA256, GET",
    "HmacSHA1, POST",
    "HmacSHA1, GET",
    "HmacSHA256, POST",
    "HmacSHA256, GET"
  })
  void is_let_in_by_every_signature_that_it_can_make_and_by_none_of_another_secret(
      String signMethod, String httpMethod) throws Exception {
    String id = Jobs.create(sandbox, false);
    sandbox.prechecks.fail("OptimizeCheck", true);
    DtsClient client = client(signMethod, httpMethod, SandboxFixture.KEY.secret());
    check(client, id);
    sandbox.awaitStatus(id, "PRECHECK_FAILED");
    skip(client, id, "OptimizeCheck", null);
    DescribeMigrationJobsRequest list = new DescribeMigrationJobsRequest();
    list.setStatus(new String[] {"checking", "checkNotPass"});
    list.setLimit(100L);

    DescribeMigrationJobsResponse page = client.DescribeMigrationJobs(list);

    assertThat(page.getTotalCount()).isEqualTo(1);
    assertThat(page.getJobList()[0].getJobId()).isEqualTo(id);
    assertThat(page.getJobList()[0].getAction().getAllowedAction()).contains("check");
    assertThat(sandbox.job(id).at("/effects/shields").asInt()).isEqualTo(1);
    assertThatThrownBy(() -> client(signMethod, httpMethod, "another").DescribeMigrationJobs(list))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            error -> assertThat(error.getErrorCode()).isEqualTo("AuthFailure.SignatureFailure"));
  }

  @Test
  void hears_the_services_codes() {
    assertThatThrownBy(() -> check(client(), "dts-nobody00"))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            error -> {
              assertThat(error.getErrorCode()).isEqualTo("ResourceNotFound.ResourceNotFoundError");
              assertThat(error.getRequestId()).isNotEmpty();
            });
    sandbox.arm("*", "throttle");
    assertThatThrownBy(() -> check(client(), "dts-nobody00"))
        .isInstanceOfSatisfying(
            TencentCloudSDKException.class,
            error -> assertThat(error.getErrorCode()).isEqualTo("RequestLimitExceeded"));
  }

  private static void check(DtsClient client, String id) throws TencentCloudSDKException {
    CreateMigrateCheckJobRequest request = new CreateMigrateCheckJobRequest();
    request.setJobId(id);
    client.CreateMigrateCheckJob(request);
  }

  private static void skip(DtsClient client, String id, String step, String flag)
      throws TencentCloudSDKException {
    SkipCheckItemRequest request = new SkipCheckItemRequest();
    request.setJobId(id);
    request.setStepIds(new String[] {step});
    request.setForeignKeyFlag(flag);
    assertThat(client.SkipCheckItem(request).getMessage()).isNotEmpty();
  }

  private static DescribeMigrationCheckJobResponse checked(DtsClient client, String id)
      throws TencentCloudSDKException {
    DescribeMigrationCheckJobRequest request = new DescribeMigrationCheckJobRequest();
    request.setJobId(id);
    return client.DescribeMigrationCheckJob(request);
  }

  private static DescribeMigrationDetailResponse detail(DtsClient client, String id)
      throws TencentCloudSDKException {
    DescribeMigrationDetailRequest request = new DescribeMigrationDetailRequest();
    request.setJobId(id);
    return client.DescribeMigrationDetail(request);
  }
}
