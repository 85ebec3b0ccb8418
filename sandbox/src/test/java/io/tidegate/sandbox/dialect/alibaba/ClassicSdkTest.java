package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.RpcAcsRequest;
import com.aliyuncs.dts.model.v20200101.DescribeMigrationJobStatusRequest;
import com.aliyuncs.dts.model.v20200101.DescribeMigrationJobStatusResponse;
import com.aliyuncs.dts.model.v20200101.DescribePreCheckStatusRequest;
import com.aliyuncs.dts.model.v20200101.DescribePreCheckStatusResponse;
import com.aliyuncs.dts.model.v20200101.ShieldPrecheckRequest;
import com.aliyuncs.dts.model.v20200101.SkipPreCheckRequest;
import com.aliyuncs.dts.model.v20200101.StartDtsJobRequest;
import com.aliyuncs.dts.model.v20200101.StartMigrationJobRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import io.tidegate.sandbox.SandboxFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vendor's older client, unmodified: signature version 1.0, in JSON and in XML. */
class ClassicSdkTest {
  private SandboxFixture sandbox;
  private DefaultAcsClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = client(SandboxFixture.KEY.secret());
  }

  @AfterEach
  void stop() {
    client.shutdown();
    sandbox.close();
  }

  // In JSON only: this client reads no XML array without a wrapper, and this family's have none.
  @Test
  void takesAJobThroughASkip() throws ClientException {
    FormatType format = FormatType.JSON;
    sandbox.prechecks.fail("CHECK_SAME_OBJ", true, "shop.orders");
    String id = sandbox.createJob();
    StartDtsJobRequest start = new StartDtsJobRequest();
    start.setDtsJobId(id);
    client.getAcsResponse(aimed(start, format));
    sandbox.awaitStatus(id, "PRECHECK_FAILED");

    DescribePreCheckStatusResponse failed = precheck(id, format);
    SkipPreCheckRequest skip = new SkipPreCheckRequest();
    skip.setDtsJobId(id);
    skip.setJobId(failed.getJobId());
    skip.setSkip(true);
    skip.setSkipPreCheckItems("[\"CHECK_SAME_OBJ\"]");
    skip.setSkipPreCheckNames("[\"CHECK_SAME_OBJ_DETAIL\"]");
    assertThat(client.getAcsResponse(aimed(skip, format)).getSuccess()).isTrue();
    StartDtsJobRequest again = new StartDtsJobRequest();
    again.setDtsJobId(id);
    client.getAcsResponse(aimed(again, format));
    sandbox.awaitStatus(id, "MIGRATING");

    assertThat(failed.getState()).isEqualTo("Failed");
    assertThat(failed.getJobProgress()).hasSize(5);
    assertThat(failed.getJobProgress().get(4).getErrMsg()).isEqualTo("CHECK_SAME_OBJ is wrong");
    assertThat(failed.getJobProgress().get(4).getCanSkip()).isTrue();
    assertThat(precheck(id, format).getJobProgress().get(4).getSkip()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = FormatType.class,
      names = {"JSON", "XML"})
  void takesALegacyJobThroughAShield(FormatType format) throws ClientException {
    sandbox.prechecks.fail("CHECK_SRC", true);
    String instance = "dts" + sandbox.createJob();
    ShieldPrecheckRequest shield = new ShieldPrecheckRequest();
    shield.setDtsInstanceId(instance);
    shield.setPrecheckItems("CHECK_SRC");
    StartMigrationJobRequest start = new StartMigrationJobRequest();
    start.setMigrationJobId(instance);

    assertThat(client.getAcsResponse(aimed(shield, FormatType.JSON)).getSuccess()).isTrue();
    client.getAcsResponse(aimed(start, format));
    sandbox.awaitStatus(instance, "MIGRATING");
    DescribeMigrationJobStatusRequest read = new DescribeMigrationJobStatusRequest();
    read.setMigrationJobId(instance);
    DescribeMigrationJobStatusResponse status = client.getAcsResponse(aimed(read, format));

    assertThat(status.getMigrationJobStatus()).isEqualTo("Migrating");
    assertThat(status.getPrecheckStatus().getDetail()).hasSize(5);
    assertThat(status.getPrecheckStatus().getDetail().get(3).getCheckStatus()).isEqualTo("Success");
  }

  @ParameterizedTest
  @EnumSource(
      value = FormatType.class,
      names = {"JSON", "XML"})
  void hearsTheServicesCodes(FormatType format) {
    StartDtsJobRequest start = new StartDtsJobRequest();
    start.setDtsJobId("nobody");

    assertThatThrownBy(() -> client.getAcsResponse(aimed(start, format)))
        .isInstanceOfSatisfying(
            ClientException.class,
            e -> assertThat(e.getErrCode()).isEqualTo("Forbidden.InstanceNotFound"));
    // The client says so when both sides signed the same text and only the secret can differ.
    DefaultAcsClient stranger = client("another secret");
    assertThatThrownBy(() -> stranger.getAcsResponse(aimed(start, format)))
        .isInstanceOfSatisfying(
            ClientException.class,
            e -> assertThat(e.getErrCode()).isEqualTo("SDK.InvalidAccessKeySecret"));
    stranger.shutdown();
  }

  private DescribePreCheckStatusResponse precheck(String id, FormatType format)
      throws ClientException {
    DescribePreCheckStatusRequest request = new DescribePreCheckStatusRequest();
    request.setDtsJobId(id);
    request.setJobCode("01");
    return client.getAcsResponse(aimed(request, format));
  }

  private <R extends AcsResponse> RpcAcsRequest<R> aimed(
      RpcAcsRequest<R> request, FormatType format) {
    request.setSysEndpoint(sandbox.address());
    request.setSysProtocol(ProtocolType.HTTP);
    request.setSysAcceptFormat(format);
    return request;
  }

  private static DefaultAcsClient client(String secret) {
    return new DefaultAcsClient(
        DefaultProfile.getProfile("cn-hangzhou", SandboxFixture.KEY.id(), secret));
  }
}
