package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dts20200101.Client;
import com.aliyun.dts20200101.models.DescribeDtsJobDetailRequest;
import com.aliyun.dts20200101.models.DescribePreCheckStatusRequest;
import com.aliyun.dts20200101.models.DescribePreCheckStatusResponseBody;
import com.aliyun.dts20200101.models.SkipPreCheckRequest;
import com.aliyun.dts20200101.models.StartDtsJobRequest;
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
