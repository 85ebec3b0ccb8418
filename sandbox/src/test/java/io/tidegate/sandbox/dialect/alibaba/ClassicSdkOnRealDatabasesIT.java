package io.tidegate.sandbox.dialect.alibaba;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.RpcAcsRequest;
import com.aliyuncs.dts.model.v20200101.DescribeMigrationJobDetailRequest;
import com.aliyuncs.dts.model.v20200101.DescribeMigrationJobStatusRequest;
import com.aliyuncs.dts.model.v20200101.DescribeMigrationJobStatusResponse;
import com.aliyuncs.dts.model.v20200101.ShieldPrecheckRequest;
import com.aliyuncs.dts.model.v20200101.StartMigrationJobRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.SandboxFixture;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vendor's older client, unmodified, takes real rows through the legacy family. */
class ClassicSdkOnRealDatabasesIT {
  private static RealSandbox sandbox;
  private static DefaultAcsClient client;

  private final String database = freshName("depot");

  @BeforeAll
  static void start() throws Exception {
    sandbox = RealSandbox.start();
    client =
        new DefaultAcsClient(
            DefaultProfile.getProfile(
                "cn-hangzhou", SandboxFixture.KEY.id(), SandboxFixture.KEY.secret()));
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = FormatType.class,
      names = {"JSON", "XML"})
  void checksShieldsChecksAgainAndMovesTheRows(FormatType format) throws Exception {
    String table = "create table " + database + ".goods (id int primary key, name varchar(40))";
    run(
        source(),
        "create database " + database,
        table,
        "insert into " + database + ".goods values (1, 'bolt'), (2, 'Schraube größer <&>')");
    run(target(), "create database " + database, table);
    String job = sandbox.createJob(source().endpoint(), target().endpoint(), database);
    String instance = "dts" + job;

    startMigration(instance, format);
    assertThat(sandbox.awaitRest(job)).isEqualTo("PRECHECK_FAILED");
    DescribeMigrationJobStatusResponse failed = status(instance, format);
    ShieldPrecheckRequest shield = new ShieldPrecheckRequest();
    shield.setDtsInstanceId(instance);
    shield.setPrecheckItems("CHECK_SAME_OBJ");
    client.getAcsResponse(aimed(shield, format));
    startMigration(instance, format);
    assertThat(sandbox.awaitRest(job)).isEqualTo("FINISHED");
    DescribeMigrationJobStatusResponse finished = status(instance, format);

    assertThat(failed.getMigrationJobStatus()).isEqualTo("PrecheckFailed");
    assertThat(failed.getPrecheckStatus().getStatus()).isEqualTo("Failed");
    assertThat(failedItems(failed)).containsExactly("CHECK_SAME_OBJ");
    assertThat(finished.getMigrationJobStatus()).isEqualTo("Finished");
    assertThat(finished.getPrecheckStatus().getStatus()).isEqualTo("Finished");
    assertThat(failedItems(finished)).isEmpty();
    assertThat(finished.getDataInitializationStatus().getPercent()).isEqualTo("100");
    assertThat(loads(instance, format)).containsExactly("goods: 2 of 2");
    String checksum = "checksum table " + database + ".goods extended";
    assertThat(rows(target(), checksum)).isEqualTo(rows(source(), checksum));
  }

  private static void startMigration(String instance, FormatType format) throws ClientException {
    StartMigrationJobRequest start = new StartMigrationJobRequest();
    start.setMigrationJobId(instance);
    client.getAcsResponse(aimed(start, format));
  }

  private static DescribeMigrationJobStatusResponse status(String instance, FormatType format)
      throws ClientException {
    DescribeMigrationJobStatusRequest read = new DescribeMigrationJobStatusRequest();
    read.setMigrationJobId(instance);
    return client.getAcsResponse(aimed(read, format));
  }

  private static List<String> failedItems(DescribeMigrationJobStatusResponse status) {
    return status.getPrecheckStatus().getDetail().stream()
        .filter(item -> item.getCheckStatus().equals("Failed"))
        .map(DescribeMigrationJobStatusResponse.PrecheckStatus.CheckItem::getItemName)
        .toList();
  }

  private static List<String> loads(String instance, FormatType format) throws ClientException {
    DescribeMigrationJobDetailRequest read = new DescribeMigrationJobDetailRequest();
    read.setMigrationJobId(instance);
    read.setMigrationModeDataInitialization(true);
    return client.getAcsResponse(aimed(read, format)).getDataInitializationDetailList().stream()
        .map(t -> t.getTableName() + ": " + t.getFinishRowNum() + " of " + t.getTotalRowNum())
        .toList();
  }

  private static <R extends AcsResponse> RpcAcsRequest<R> aimed(
      RpcAcsRequest<R> request, FormatType format) {
    request.setSysEndpoint(sandbox.address());
    request.setSysProtocol(ProtocolType.HTTP);
    request.setSysAcceptFormat(format);
    return request;
  }
}
