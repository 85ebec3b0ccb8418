package io.tidegate.sandbox.dialect.tencent;

import static io.tidegate.sandbox.dialect.tencent.Replies.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {
  private static final String MISSING = "MissingParameter.MissingParameterError";

  private SandboxFixture sandbox;
  private TencentClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new TencentClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_field_that_an_action_does_not_know_is_refused_and_does_nothing() {
    String id = create();

    assertRefused(
        client.call("CreateMigrateCheckJob", "{\"JobId\":\"" + id + "\",\"jobId\":\"a\"}"),
        "UnknownParameter");
    assertRefused(client.call("CreateMigrateCheckJob", "{}"), MISSING);
    assertRefused(client.call("CreateMigrateCheckJob", "{\"JobId\":null}"), MISSING);
    assertRefused(client.call("CreateMigrateCheckJob", "{\"JobId\":7}"), "InvalidParameter");
    assertRefused(client.call("DescribeMigrationJobs", "{\"Limit\":\"20\"}"), "InvalidParameter");
    assertRefused(
        client.call("DescribeMigrationJobs", "{\"Limit\":99999999999999999999}"),
        "InvalidParameter");
    assertRefused(client.call("DescribeMigrationJobs", "[]"), "InvalidRequest");
    assertRefused(client.call("DescribeMigrationJobs", "{\"Limit\":"), "InvalidRequest");
    assertThat(client.call("DescribeMigrationJobs", "").code()).isEmpty();

    assertThat(status(id)).isEqualTo("created");
  }

  @Test
  void a_get_has_nested_parameters_in_dots_and_indexes() {
    String id = create();

    Reply found =
        client.get(
            "DescribeMigrationJobs", "JobId=" + id + "&Limit=5&Status.0=running&Status.1=created");
    Reply tagged = client.get("DescribeMigrationJobs", "TagFilters.0.TagKey=team");

    assertThat(found.get("TotalCount").asInt()).isEqualTo(1);
    assertThat(tagged.get("TotalCount").asInt()).isZero();
    assertRefused(client.get("DescribeMigrationJobs", "Status.1=created"), "InvalidParameter");
    assertRefused(
        client.get("DescribeMigrationJobs", "Status=a&Status.0=created"), "InvalidParameter");
    assertRefused(client.get("DescribeMigrationJobs", "Limit=many"), "InvalidParameter");
    assertRefused(client.get("DescribeMigrationJobs", "Nonsense=1"), "UnknownParameter");
    assertRefused(
        client.get("DescribeMigrationJobs", "JobName=" + "a".repeat(33_000)),
        "RequestSizeLimitExceeded");
  }

  @Test
  void actions_are_found_by_their_name_and_version() {
    assertRefused(client.call("ModifyMigrationJob", "{}"), "InvalidAction");
    assertRefused(
        client
            .draft("DescribeMigrationJobs", "{}")
            .with("x-tc-version", "2011-11-11")
            .sign()
            .send(),
        "NoSuchVersion");
    for (String header : List.of("x-tc-version", "x-tc-region")) {
      assertRefused(
          client.draft("DescribeMigrationJobs", "{}").without(header).sign().send(),
          "MissingParameter");
    }
  }

  @Test
  void what_cannot_be_read_is_refused_in_the_envelope_too() {
    Reply large =
        client.call("DescribeMigrationJobs", "{\"JobName\":\"" + "a".repeat(1 << 20) + "\"}");
    Reply escape =
        client
            .draft("DescribeMigrationJobs", "JobName=%zz")
            .with("content-type", "application/x-www-form-urlencoded")
            .sign()
            .send();

    assertRefused(large, "RequestSizeLimitExceeded");
    assertRefused(escape, "InvalidRequest");
  }

  private String create() {
    return Jobs.create(sandbox, true);
  }

  private String status(String id) {
    return client.job("DescribeMigrationDetail", id).get("Status").asText();
  }
}
