package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.dts20200101.Client;
import com.aliyun.dts20200101.models.DescribeDtsJobDetailRequest;
import com.aliyun.dts20200101.models.DescribeDtsJobsRequest;
import com.aliyun.dts20200101.models.DescribeDtsJobsResponseBody;
import com.aliyun.dts20200101.models.DescribeMigrationJobStatusRequest;
import com.aliyun.dts20200101.models.DescribeMigrationJobStatusResponseBody;
import com.aliyun.dts20200101.models.DescribeMigrationJobsRequest;
import com.aliyun.dts20200101.models.DescribeMigrationJobsResponseBody;
import com.aliyun.dts20200101.models.DescribePreCheckStatusRequest;
import com.aliyun.dts20200101.models.DescribePreCheckStatusResponseBody;
import com.aliyun.dts20200101.models.ShieldPrecheckRequest;
import com.aliyun.dts20200101.models.ShieldPrecheckResponseBody;
import com.aliyun.dts20200101.models.SkipPreCheckRequest;
import com.aliyun.dts20200101.models.StartDtsJobRequest;
import com.aliyun.dts20200101.models.StartMigrationJobRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import io.tidegate.sandbox.SandboxFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendor's own client, unmodified, against the sandbox. */
class OfficialSdkTest {
  private SandboxFixture sandbox;
  private Client client;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    sandbox = new SandboxFixture(data);
    client =
        new Client(
            new Config()
                .setProtocol("http")
                .setEndpoint(sandbox.address())
                .setAccessKeyId(SandboxFixture.KEY.id())
                .setAccessKeySecret(SandboxFixture.KEY.secret()));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void takesAJobThroughAShieldToItsEnd() throws Exception {
    sandbox.prechecks.fail("CHECK_SAME_OBJ", true, "shop.orders");
    sandbox.engine.finishesAtOnce = true;
    String id = sandbox.createJob();

    client.startDtsJob(new StartDtsJobRequest().setDtsJobId(id));
    sandbox.awaitStatus(id, "PRECHECK_FAILED");
    DescribePreCheckStatusResponseBody failed = precheck(id);
    client.skipPreCheck(
        new SkipPreCheckRequest()
            .setDtsJobId(id)
            .setJobId(failed.getJobId())
            .setSkip(true)
            .setSkipPreCheckItems("[\"CHECK_SAME_OBJ\"]")
            .setSkipPreCheckNames("[\"CHECK_SAME_OBJ_DETAIL\"]"));
    client.startDtsJob(new StartDtsJobRequest().setDtsJobId(id));
    sandbox.awaitStatus(id, "FINISHED");
    DescribePreCheckStatusResponseBody passed = precheck(id);

    assertThat(failed.getState()).isEqualTo("Failed");
    assertThat(failed.getErrorItem()).isEqualTo(1);
    assertThat(failed.getJobProgress()).hasSize(5);
    assertThat(failed.getJobProgress().get(4))
        .satisfies(
            item -> {
              assertThat(item.getItem()).isEqualTo("CHECK_SAME_OBJ");
              assertThat(item.getState()).isEqualTo("Failed");
              assertThat(item.getCanSkip()).isTrue();
              assertThat(item.getSkip()).isFalse();
              assertThat(item.getSourceSchema()).isEqualTo("shop");
              assertThat(item.getDestSchema()).isEqualTo("shop_new");
              assertThat(item.getTargetNames()).isEqualTo("orders");
            });
    assertThat(passed.getState()).isEqualTo("Finished");
    assertThat(passed.getJobId()).isNotEqualTo(failed.getJobId());
    assertThat(passed.getJobProgress().get(4).getState()).isEqualTo("Failed");
    assertThat(passed.getJobProgress().get(4).getSkip()).isTrue();
    assertThat(
            client
                .describeDtsJobDetail(new DescribeDtsJobDetailRequest().setDtsJobId(id))
                .getBody()
                .getStatus())
        .isEqualTo("Finished");
    assertThat(sandbox.job(id).at("/effects/movements").asInt()).isEqualTo(1);
  }

  @Test
  void listsJobsWithTheirPrechecks() throws Exception {
    sandbox.prechecks.fail("CHECK_SERVER_ID", true);
    String id = sandbox.createJob();
    client.startDtsJob(new StartDtsJobRequest().setDtsInstanceId("dts" + id));
    sandbox.awaitStatus(id, "PRECHECK_FAILED");

    DescribeDtsJobsResponseBody page =
        client
            .describeDtsJobs(new DescribeDtsJobsRequest().setDtsJobId(id).setPageSize(30))
            .getBody();

    assertThat(page.getTotalRecordCount()).isEqualTo(1);
    assertThat(page.getDtsJobList().get(0))
        .satisfies(
            job -> {
              assertThat(job.getStatus()).isEqualTo("PrecheckFailed");
              assertThat(job.getDtsInstanceID()).isEqualTo("dts" + id);
              assertThat(job.getPrecheckStatus().getDetail().get(2).getCheckItem())
                  .isEqualTo("CHECK_SERVER_ID");
              assertThat(job.getPrecheckStatus().getDetail().get(2).getCheckResult())
                  .isEqualTo("Failed");
              assertThat(job.getSourceEndpoint().getIp()).isEqualTo("127.0.0.1");
              assertThat(job.getDelay()).isEqualTo(-1);
            });
  }

  @Test
  void takesALegacyJobThroughAShield() throws Exception {
    sandbox.prechecks.fail("CHECK_SAME_OBJ", true);
    String instance = "dts" + sandbox.createJob();
    client.startMigrationJob(new StartMigrationJobRequest().setMigrationJobId(instance));
    sandbox.awaitStatus(instance, "PRECHECK_FAILED");
    DescribeMigrationJobStatusResponseBody failed = legacyStatus(instance);

    ShieldPrecheckResponseBody shielded =
        client
            .shieldPrecheck(
                new ShieldPrecheckRequest()
                    .setDtsInstanceId(instance)
                    .setPrecheckItems("CHECK_SAME_OBJ"))
            .getBody();
    client.startMigrationJob(new StartMigrationJobRequest().setMigrationJobId(instance));
    sandbox.awaitStatus(instance, "MIGRATING");
    DescribeMigrationJobsResponseBody list =
        client.describeMigrationJobs(new DescribeMigrationJobsRequest()).getBody();

    assertThat(failed.getPrecheckStatus().getDetail().getCheckItem().get(4).getCheckStatus())
        .isEqualTo("Failed");
    assertThat(failed.getMigrationMode().getStructureInitialization()).isTrue();
    assertThat(shielded.getSuccess()).isTrue();
    assertThat(legacyStatus(instance).getMigrationJobStatus()).isEqualTo("Migrating");
    assertThat(list.getMigrationJobs().getMigrationJob().get(0).getMigrationJobID())
        .isEqualTo(instance);
    assertThat(list.getMigrationJobs().getMigrationJob().get(0).getPrecheck().getStatus())
        .isEqualTo("Success");
  }

  @Test
  void hearsTheServicesCodes() {
    assertThatThrownBy(() -> client.startDtsJob(new StartDtsJobRequest().setDtsJobId("nobody")))
        .isInstanceOfSatisfying(
            TeaException.class,
            error -> assertThat(error.getCode()).isEqualTo("Forbidden.InstanceNotFound"));
    sandbox.arm("*", "throttle");
    assertThatThrownBy(() -> client.startDtsJob(new StartDtsJobRequest().setDtsJobId("nobody")))
        .isInstanceOfSatisfying(
            TeaException.class, error -> assertThat(error.getCode()).isEqualTo("Throttling.User"));
  }

  private DescribeMigrationJobStatusResponseBody legacyStatus(String instance) throws Exception {
    return client
        .describeMigrationJobStatus(
            new DescribeMigrationJobStatusRequest().setMigrationJobId(instance))
        .getBody();
  }

  private DescribePreCheckStatusResponseBody precheck(String id) throws Exception {
    return client
        .describePreCheckStatus(
            new DescribePreCheckStatusRequest()
                .setDtsJobId(id)
                .setJobCode("01")
                .setStructType("before"))
        .getBody();
  }
}
