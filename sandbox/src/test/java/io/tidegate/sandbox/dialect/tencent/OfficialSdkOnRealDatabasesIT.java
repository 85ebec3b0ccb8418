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
import com.tencentcloudapi.dts.v20211206.models.CheckStep;
import com.tencentcloudapi.dts.v20211206.models.CompleteMigrateJobRequest;
import com.tencentcloudapi.dts.v20211206.models.CreateMigrateCheckJobRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationCheckJobRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationCheckJobResponse;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationDetailRequest;
import com.tencentcloudapi.dts.v20211206.models.DescribeMigrationDetailResponse;
import com.tencentcloudapi.dts.v20211206.models.SkipCheckItemRequest;
import com.tencentcloudapi.dts.v20211206.models.StartMigrateJobRequest;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.SandboxFixture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's own client, unmodified, drives a sandbox behind which real rows move. */
class OfficialSdkOnRealDatabasesIT {
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

  @ParameterizedTest
  @CsvSource({"migrate, 1", "shield, 0"})
  void takes_real_rows_through_a_repair_and_a_skip_to_their_target(String flag, String keys)
      throws Exception {
    createSource();
    run(source(), "set global connect_timeout = 10");
    String id =
        sandbox.createJobOf("tencent", false, source().endpoint(), target().endpoint(), database);

    DescribeMigrationCheckJobResponse failed = check(id);
    run(source(), "set global connect_timeout = 60");
    skip(id, flag);
    DescribeMigrationCheckJobResponse passed = check(id);
    startJob(id);
    sandbox.awaitRest(id);

    assertThat(failed.getCheckFlag()).isEqualTo("checkNotPass");
    assertThat(failedSteps(failed)).containsExactly("SimpleParamCheck", "ConstraintCheck");
    assertThat(passed.getCheckFlag())
        .as(String.valueOf(failedSteps(passed)))
        .isEqualTo("checkPass");
    DescribeMigrationDetailResponse detail = detail(id);
    assertThat(detail.getStatus()).as(detail.getBriefMsg()).isEqualTo("success");
    String checksum = "checksum table " + database + ".goods, " + database + ".stock extended";
    assertThat(rows(target(), checksum)).isEqualTo(rows(source(), checksum));
    assertThat(
            rows(
                target(),
                "select count(*) from information_schema.referential_constraints"
                    + " where constraint_schema = '"
                    + database
                    + "'"))
        .containsExactly(keys);
  }

  @Test
  void follows_the_source_until_it_is_level_and_completes() throws Exception {
    run(
        source(),
        "set global connect_timeout = 60",
        "create database " + database,
        "create table " + database + ".goods (id int primary key, name varchar(40))",
        "insert into " + database + ".goods values (1, 'bolt')");
    String id =
        sandbox.createJobOf("tencent", true, source().endpoint(), target().endpoint(), database);
    DescribeMigrationCheckJobResponse passed = check(id);
    assertThat(passed.getCheckFlag())
        .as(String.valueOf(failedSteps(passed)))
        .isEqualTo("checkPass");

    startJob(id);
    SandboxFixture.await("readyComplete", () -> status(id).equals("readyComplete"));
    run(source(), "insert into " + database + ".goods values (2, 'nut')");
    SandboxFixture.await(
        "the second row",
        () -> rows(target(), "select name from " + database + ".goods").contains("nut"));
    SandboxFixture.await("readyComplete again", () -> status(id).equals("readyComplete"));
    CompleteMigrateJobRequest complete = new CompleteMigrateJobRequest();
    complete.setJobId(id);
    client.CompleteMigrateJob(complete);
    sandbox.awaitRest(id);

    assertThat(status(id)).isEqualTo("success");
    String checksum = "checksum table " + database + ".goods extended";
    assertThat(rows(target(), checksum)).isEqualTo(rows(source(), checksum));
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

  private static DescribeMigrationCheckJobResponse check(String id)
      throws TencentCloudSDKException {
    CreateMigrateCheckJobRequest request = new CreateMigrateCheckJobRequest();
    request.setJobId(id);
    client.CreateMigrateCheckJob(request);
    sandbox.awaitRest(id);
    DescribeMigrationCheckJobRequest describe = new DescribeMigrationCheckJobRequest();
    describe.setJobId(id);
    return client.DescribeMigrationCheckJob(describe);
  }

  private static void skip(String id, String flag) throws TencentCloudSDKException {
    SkipCheckItemRequest request = new SkipCheckItemRequest();
    request.setJobId(id);
    request.setStepIds(new String[] {"ConstraintCheck"});
    request.setForeignKeyFlag(flag);
    client.SkipCheckItem(request);
  }

  private static void startJob(String id) throws TencentCloudSDKException {
    StartMigrateJobRequest request = new StartMigrateJobRequest();
    request.setJobId(id);
    client.StartMigrateJob(request);
  }

  private static String status(String id) {
    try {
      return detail(id).getStatus();
    } catch (TencentCloudSDKException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DescribeMigrationDetailResponse detail(String id) throws TencentCloudSDKException {
    DescribeMigrationDetailRequest request = new DescribeMigrationDetailRequest();
    request.setJobId(id);
    return client.DescribeMigrationDetail(request);
  }

  private static List<String> failedSteps(DescribeMigrationCheckJobResponse report) {
    return Arrays.stream(report.getStepInfo())
        .filter(step -> step.getStepStatus().equals("failed"))
        .map(CheckStep::getStepId)
        .toList();
  }
}
