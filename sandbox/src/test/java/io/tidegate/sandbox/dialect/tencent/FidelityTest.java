package io.tidegate.sandbox.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.sandbox.FidelityFile;
import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.dialect.tencent.TencentClient.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes {@code docs/fidelity-tencent.md} anew from what the sandbox answers, and fails where the
 * file says something else. Nothing in it is taken from the sandbox's code.
 */
class FidelityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN_ACTION = "InvalidAction";
  private static final String ANSWERED = "answered";
  private static final List<String> STATUSES =
      List.of(
          "created", "checking", "checkNotPass", "checkPass", "readyComplete", "error", "success");
  private static final List<String> SYNC_STATUSES =
      List.of(
          "Initialized",
          "Checking",
          "CheckNotPass",
          "CheckPass",
          "Running",
          "ResumableErr",
          "Stopped");

  /** A call that is answered, of a job that stands so. */
  private record Known(VendorModels version, String action, String status, String body) {
    private Known(String action, String status, String body) {
      this(VendorModels.OF_2021, action, status, body);
    }

    private String bodyFor(String id) {
      return body.replace("\"ID\"", "\"" + id + "\"");
    }

    private boolean isRead() {
      return action.startsWith("Describe");
    }

    private boolean isOfSync() {
      return action.contains("Sync");
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          new Known("CreateMigrateCheckJob", "created", "{\"JobId\":\"ID\"}"),
          new Known("DescribeMigrationCheckJob", "checkNotPass", "{\"JobId\":\"ID\"}"),
          new Known(
              "SkipCheckItem",
              "checkNotPass",
              "{\"JobId\":\"ID\",\"StepIds\":[\"ConstraintCheck\"],\"ForeignKeyFlag\":\"migrate\"}"),
          new Known("StartMigrateJob", "checkPass", "{\"JobId\":\"ID\"}"),
          new Known("PauseMigrateJob", "running", "{\"JobId\":\"ID\"}"),
          new Known("ContinueMigrateJob", "manualPaused", "{\"JobId\":\"ID\"}"),
          new Known("ResumeMigrateJob", "error", "{\"JobId\":\"ID\",\"ResumeOption\":\"normal\"}"),
          new Known(
              "CompleteMigrateJob",
              "readyComplete",
              "{\"JobId\":\"ID\",\"CompleteMode\":\"waitForSync\"}"),
          new Known("StopMigrateJob", "running", "{\"JobId\":\"ID\"}"),
          new Known("DescribeMigrationJobs", "running", "{}"),
          new Known("DescribeMigrationDetail", "running", "{\"JobId\":\"ID\"}"),
          new Known("CreateCheckSyncJob", "Initialized", "{\"JobId\":\"ID\"}"),
          new Known("DescribeCheckSyncJobResult", "CheckNotPass", "{\"JobId\":\"ID\"}"),
          new Known(
              "SkipSyncCheckItem",
              "CheckNotPass",
              "{\"JobId\":\"ID\",\"StepIds\":[\"ConstraintCheck\"]}"),
          new Known("StartSyncJob", "CheckPass", "{\"JobId\":\"ID\"}"),
          new Known("PauseSyncJob", "Running", "{\"JobId\":\"ID\"}"),
          new Known("ContinueSyncJob", "Paused", "{\"JobId\":\"ID\"}"),
          new Known("ResumeSyncJob", "ResumableErr", "{\"JobId\":\"ID\"}"),
          new Known("StopSyncJob", "Running", "{\"JobId\":\"ID\"}"),
          new Known("DescribeSyncJobs", "Running", "{}"));

  private static final List<Known> KNOWN_IN_2018 =
      List.of(
          known2018("CreateMigrateCheckJob", "created", "{\"JobId\":\"ID\"}"),
          known2018("DescribeMigrateCheckJob", "checkNotPass", "{\"JobId\":\"ID\"}"),
          known2018(
              "ModifyMigrateJob",
              "checkNotPass",
              """
              {"JobId":"ID","JobName":"renamed","MigrateOption":{"RunMode":1,"MigrateType":2},
               "SrcAccessType":"extranet","SrcInfo":{"Ip":"127.0.0.2","Port":3303,"User":"u"},
               "DstAccessType":"cdb","DstInfo":{"Region":"ap-guangzhou","Ip":"127.0.0.3"},
               "DatabaseInfo":"[{\\"Database\\":\\"stock\\"}]","SrcNodeType":"simple"}"""),
          known2018("StartMigrateJob", "checkPass", "{\"JobId\":\"ID\"}"),
          known2018(
              "CompleteMigrateJob",
              "readyComplete",
              "{\"JobId\":\"ID\",\"CompleteMode\":\"waitForSync\"}"),
          known2018("StopMigrateJob", "running", "{\"JobId\":\"ID\"}"),
          known2018("DescribeMigrateJobs", "running", "{}"));

  private static Known known2018(String action, String status, String body) {
    return new Known(VendorModels.OF_2018, action, status, body);
  }

  private SandboxFixture sandbox;
  private TencentClient client2021;
  private TencentClient client2018;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client2021 = new TencentClient(sandbox);
    client2018 = TencentClient.of2018(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_document_says_what_is_observed() throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # How much of Tencent Cloud DTS the sandbox speaks

            Written by the `FidelityTest` of this dialect, as [Alibaba's](fidelity.md) is by its own, and to be read alike. What there is
            to support is what the vendor's generated client knows of version 2021-12-06 and, [at the end](#version-2018-03-30), of version 2018-03-30.
            `mvn test -pl sandbox -Dtest=FidelityTest -Dfidelity.update` writes it anew.
            """);
    write(text, VendorModels.OF_2021, client2021, KNOWN);
    text.append("\n# Version 2018-03-30\n");
    write(text, VendorModels.OF_2018, client2018, KNOWN_IN_2018);

    FidelityFile.compare("fidelity-tencent.md", text.toString());
  }

  @Test
  void no_field_is_answered_that_the_vendor_does_not_know() {
    for (Known call : Stream.concat(KNOWN.stream(), KNOWN_IN_2018.stream()).toList()) {
      assertThat(call.version().fields(call.action()))
          .as(call.action())
          .containsAll(answered(call));
    }
  }

  private void write(
      StringBuilder text, VendorModels version, TencentClient client, List<Known> known) {
    actions(text, version, client, known);
    for (Known call : known) {
      text.append("\n## ").append(call.action()).append("\n\n");
      parameters(text, call);
      FidelityFile.fields(text, version.fields(call.action()), answered(call));
    }
  }

  private static void actions(
      StringBuilder text, VendorModels version, TencentClient client, List<Known> known) {
    Set<String> supported = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (String action : version.actions()) {
      boolean answers = !client.call(action, "{}").code().equals(UNKNOWN_ACTION);
      (answers ? supported : refused).add(action);
    }
    assertThat(known).extracting(Known::action).containsExactlyInAnyOrderElementsOf(supported);
    text.append("\n## Actions\n\n**Supported**: ").append(String.join(", ", supported));
    text.append(".\n\n**Refused** with `" + UNKNOWN_ACTION + "`: ")
        .append(String.join(", ", refused))
        .append(".\n");
  }

  private void parameters(StringBuilder text, Known call) {
    text.append("| parameter | | a value that makes no sense | left out |\n|---|---|---|---|\n");
    call.version()
        .parameters(call.action())
        .forEach(
            (name, type) -> {
              Outcome nonsense = compare(call, body -> body.set(name, nonsense(name, type)));
              Outcome without = compare(call, body -> body.remove(name));
              boolean supported = nonsense.differs() || without.differs();
              text.append("| ")
                  .append(name)
                  .append(supported ? " | supported | " : " | ignored | ")
                  .append(nonsense.word())
                  .append(" | ")
                  .append(without.word())
                  .append(" |\n");
            });
  }

  private static JsonNode nonsense(String name, Class<?> type) {
    if (name.equals("TagFilters")) {
      return JSON.createArrayNode().add(JSON.createObjectNode().put("TagKey", "no-such-value"));
    }
    if (type.isArray()) {
      return JSON.createArrayNode().add("no-such-value");
    }
    return type == Long.class
        ? JSON.getNodeFactory().numberNode(-7)
        : JSON.getNodeFactory().textNode("no-such-value");
  }

  /**
   * How a changed call ends.
   *
   * @param word what comes of it: a code, or that it is answered
   * @param differs whether that is other than before the change
   */
  private record Outcome(String word, boolean differs) {}

  private Outcome compare(Known call, Consumer<ObjectNode> change) {
    String id = bring(call, call.status());
    Reply before = client(call).call(call.action(), call.bodyFor(id));
    assertThat(before.code()).as(before.text()).isEmpty();
    JsonNode shownBefore = shown(call, before, id);
    // What changes a job can be asked of it once.
    String other = call.isRead() ? id : bring(call, call.status());
    ObjectNode body = object(call.bodyFor(other));
    change.accept(body);
    Reply after = client(call).call(call.action(), body.toString());
    String word = after.code().isEmpty() ? ANSWERED : after.code();
    return new Outcome(
        word, !word.equals(ANSWERED) || !shownBefore.equals(shown(call, after, other)));
  }

  /** What is to be seen of a call: its answer, or what the job is after it. */
  private JsonNode shown(Known call, Reply reply, String id) {
    if (call.isRead()) {
      return bare(reply);
    }
    if (!call.action().equals("ModifyMigrateJob")) {
      return JSON.missingNode();
    }
    ObjectNode job =
        (ObjectNode)
            client2018.job("DescribeMigrateJobs", id).response().at("/JobList/0").deepCopy();
    job.remove(List.of("JobId", "CreateTime"));
    return job;
  }

  private TencentClient client(Known call) {
    return call.version().equals(VendorModels.OF_2018) ? client2018 : client2021;
  }

  private String bring(Known call, String status) {
    if (call.version().equals(VendorModels.OF_2018)) {
      return Scene.of2018(sandbox).bring(status);
    }
    return call.isOfSync()
        ? new SyncScene(sandbox, client2021).bring(status)
        : new Scene(sandbox, client2021).bring(status);
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode bare(Reply reply) {
    ObjectNode body = reply.response().deepCopy();
    body.remove("RequestId");
    return body;
  }

  private Set<String> answered(Known call) {
    Set<String> answered = new TreeSet<>();
    List<String> statuses = call.isOfSync() ? SYNC_STATUSES : STATUSES;
    for (String status : call.isRead() ? statuses : List.of(call.status())) {
      String id = bring(call, status);
      Reply reply = client(call).call(call.action(), call.bodyFor(id));
      sandbox.prechecks.open();
      assertThat(reply.code()).as(reply.text()).isEmpty();
      VendorModels.paths("", reply.response(), answered);
    }
    return answered;
  }
}
