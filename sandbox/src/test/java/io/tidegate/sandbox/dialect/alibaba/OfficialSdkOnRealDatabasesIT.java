package io.tidegate.sandbox.dialect.alibaba;

import static io.tidegate.sandbox.lab.TestDatabases.account;
import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dts20200101.Client;
import com.aliyun.dts20200101.models.DescribeDtsJobDetailRequest;
import com.aliyun.dts20200101.models.DescribeDtsJobsRequest;
import com.aliyun.dts20200101.models.DescribeDtsJobsResponseBody.DescribeDtsJobsResponseBodyDtsJobList;
import com.aliyun.dts20200101.models.DescribePreCheckStatusRequest;
import com.aliyun.dts20200101.models.DescribePreCheckStatusResponseBody;
import com.aliyun.dts20200101.models.DescribePreCheckStatusResponseBody.DescribePreCheckStatusResponseBodyJobProgress;
import com.aliyun.dts20200101.models.SkipPreCheckRequest;
import com.aliyun.dts20200101.models.StartDtsJobRequest;
import com.aliyun.teaopenapi.models.Config;
import io.tidegate.sandbox.RealSandbox;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.core.Endpoint;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own client, unmodified, drives a sandbox behind which real rows move. */
class OfficialSdkOnRealDatabasesIT {
  private static final Set<String> ENDS =
      Set.of("PrecheckFailed", "MigrationFailed", "Finished", "Suspending");

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
  void takesRealRowsThroughAShieldToTheirTarget() throws Exception {
    createSource();
    run(
        target(),
        "create database " + database,
        "create table " + database + ".goods (id int primary key, name varchar(40))");
    String job = createJob(source().endpoint());

    startAndAwait(job, "PrecheckFailed");
    DescribePreCheckStatusResponseBody failed = precheck(job);

    assertThat(failed.getState()).isEqualTo("Failed");
    assertThat(failedItems(failed)).containsExactly("CHECK_SAME_OBJ");
    assertThat(item(failed, "CHECK_SAME_OBJ"))
        .satisfies(
            item -> {
              assertThat(item.getCanSkip()).isTrue();
              assertThat(item.getDestSchema()).isEqualTo(database);
              assertThat(item.getTargetNames()).isEqualTo("goods");
            });

    client.skipPreCheck(
        new SkipPreCheckRequest()
            .setDtsJobId(job)
            .setJobId(failed.getJobId())
            .setSkip(true)
            .setSkipPreCheckItems("[\"CHECK_SAME_OBJ\"]")
            .setSkipPreCheckNames("[\"CHECK_SAME_OBJ_DETAIL\"]"));
    startAndAwait(job, "Finished");

    assertThat(
            client
                .describeDtsJobDetail(new DescribeDtsJobDetailRequest().setDtsJobId(job))
                .getBody()
                .getStatus())
        .isEqualTo("Finished");
    DescribeDtsJobsResponseBodyDtsJobList listed = listed(job);
    assertThat(listed.getStructureInitializationStatus().getStatus()).isEqualTo("Finished");
    assertThat(listed.getDataInitializationStatus().getStatus()).isEqualTo("Finished");
    assertThat(listed.getDataInitializationStatus().getPercent()).isEqualTo("100");
    String checksum = "checksum table " + database + ".goods, " + database + ".stock extended";
    assertThat(rows(target(), checksum)).isEqualTo(rows(source(), checksum));
    assertThat(rows(target(), "select count(*) from " + database + ".stock"))
        .containsExactly("5000");
  }

  @Test
  void aGrantThatAppearsChangesTheVerdict() throws Exception {
    createSource();
    Endpoint reader =
        account(
            source(),
            "select, trigger on " + database + ".*",
            "replication client, replication slave on *.*");
    String job = createJob(reader);

    startAndAwait(job, "PrecheckFailed");
    DescribePreCheckStatusResponseBody before = precheck(job);
    run(source(), "grant show view on " + database + ".* to " + reader.user() + "@localhost");
    startAndAwait(job, "Finished");
    DescribePreCheckStatusResponseBody after = precheck(job);

    assertThat(failedItems(before)).containsExactly("CHECK_AUTH_SRC");
    assertThat(item(before, "CHECK_AUTH_SRC").getCanSkip()).isFalse();
    assertThat(item(before, "CHECK_AUTH_SRC").getErrDetail()).contains("SHOW VIEW");
    assertThat(item(after, "CHECK_AUTH_SRC").getState()).isEqualTo("Success");
    assertThat(after.getState()).isEqualTo("Finished");
    assertThat(after.getJobId()).isNotEqualTo(before.getJobId());
  }

  private void createSource() {
    run(
        source(),
        "set max_recursive_iterations = 5000",
        "create database " + database,
        "create table " + database + ".goods (id int primary key, name varchar(40))",
        "create table " + database + ".stock (id int primary key, amount decimal(10,3))",
        "create view " + database + ".scarce as select * from " + database + ".stock",
        "insert into " + database + ".goods values (1, 'bolt'), (2, 'Schraube größer'), (3, null)",
        "insert into "
            + database
            + ".stock with recursive n as (select 1 i union all select i + 1 from n where i < 5000)"
            + " select i, i / 7 from n");
  }

  private String createJob(Endpoint from) throws Exception {
    return sandbox.createJob(from, target().endpoint(), database);
  }

  private static void startAndAwait(String job, String end) throws Exception {
    String before = listed(job).getStatus();
    client.startDtsJob(new StartDtsJobRequest().setDtsJobId(job));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String status = before;
    do {
      assertThat(System.nanoTime()).as(end + ", and it is " + status).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
      status = listed(job).getStatus();
    } while (status.equals(before) || !ENDS.contains(status));
    assertThat(status).as(String.valueOf(failedItems(precheck(job)))).isEqualTo(end);
  }

  private static DescribeDtsJobsResponseBodyDtsJobList listed(String job) throws Exception {
    List<DescribeDtsJobsResponseBodyDtsJobList> jobs =
        client
            .describeDtsJobs(new DescribeDtsJobsRequest().setDtsJobId(job).setPageSize(20))
            .getBody()
            .getDtsJobList();
    assertThat(jobs).hasSize(1);
    return jobs.get(0);
  }

  private static DescribePreCheckStatusResponseBody precheck(String job) throws Exception {
    return client
        .describePreCheckStatus(
            new DescribePreCheckStatusRequest()
                .setDtsJobId(job)
                .setJobCode("01")
                .setStructType("before"))
        .getBody();
  }

  private static List<String> failedItems(DescribePreCheckStatusResponseBody report) {
    return report.getJobProgress().stream()
        .filter(item -> item.getState().equals("Failed"))
        .map(DescribePreCheckStatusResponseBodyJobProgress::getItem)
        .toList();
  }

  private static DescribePreCheckStatusResponseBodyJobProgress item(
      DescribePreCheckStatusResponseBody report, String code) {
    return report.getJobProgress().stream()
        .filter(item -> item.getItem().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
