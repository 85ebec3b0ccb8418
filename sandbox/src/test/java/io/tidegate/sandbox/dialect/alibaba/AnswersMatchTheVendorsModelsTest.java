package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dts20200101.models.DescribeDtsJobsResponseBody;
import com.aliyun.tea.NameInMap;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every field that is answered is one of the vendor's generated model, with its type. A client
 * ignores a field that it does not know, so a misspelling would show nowhere else.
 */
class AnswersMatchTheVendorsModelsTest {
  // The model of this release writes Success of the legacy family and of some others as text; every
  // sample shows a boolean, and so do later documents.
  private static final String BOOLEAN_IN_ALL_SAMPLES = "Success";

  private SandboxFixture sandbox;
  private RpcClient client;

  @BeforeEach
  void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new RpcClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DescribePreCheckStatus | DtsJobId=ID JobCode=01",
        "DescribePreCheckStatus | DtsJobId=ID JobCode=02",
        "DescribePreCheckStatus | DtsJobId=ID JobCode=03",
        "DescribeDtsJobs | DtsJobId=ID",
        "DescribeDtsJobDetail | DtsJobId=ID",
        "DescribeMigrationJobStatus | MigrationJobId=dtsID",
        "DescribeMigrationJobs | PageNum=1",
        "DescribeMigrationJobDetail | MigrationJobId=dtsID MigrationMode.DataInitialization=true"
            + " MigrationMode.StructureInitialization=true",
        "ShieldPrecheck | DtsInstanceId=dtsNEW PrecheckItems=CHECK_SRC",
        "StartMigrationJob | MigrationJobId=dtsNEW",
        "SuspendMigrationJob | MigrationJobId=dtsID",
        "StopMigrationJob | MigrationJobId=dtsID",
        "StartDtsJob | DtsJobId=NEW",
        "SuspendDtsJob | DtsJobId=ID",
        "StopDtsJob | DtsJobId=ID",
        "SkipPreCheck | DtsJobId=FAILED Skip=true SkipPreCheckItems=[\"CHECK_SRC\"]",
      })
  void everyFieldIsTheVendors(String action, String parameters) throws ClassNotFoundException {
    List<String> sent = new ArrayList<>();
    for (String parameter : parameters.split(" +")) {
      String[] pair = parameter.split("=", 2);
      sent.add(pair[0]);
      sent.add(filled(pair[1]));
    }

    RpcClient.Reply reply = client.call(action, sent.toArray(String[]::new));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    Class<?> model =
        Class.forName(
            DescribeDtsJobsResponseBody.class.getPackageName() + "." + action + "ResponseBody");
    List<String> wrong = new ArrayList<>();
    compare(action, reply.body(), model, wrong);
    assertThat(wrong).isEmpty();
  }

  /** ID moves, after a shielded item; FAILED has failed its precheck; NEW has not begun. */
  private String filled(String value) {
    if (value.contains("FAILED")) {
      sandbox.prechecks.fail("CHECK_SRC", true, "shop.orders");
      String id = sandbox.createJob();
      client.call("StartDtsJob", "DtsJobId", id);
      sandbox.awaitStatus(id, "PRECHECK_FAILED");
      return value.replace("FAILED", id);
    }
    if (value.contains("NEW")) {
      return value.replace("NEW", sandbox.createJob());
    }
    if (value.contains("ID")) {
      sandbox.prechecks.fail("CHECK_SRC", true, "shop.orders");
      String id = sandbox.createJob();
      client.call("ShieldPrecheck", "DtsInstanceId", "dts" + id, "PrecheckItems", "CHECK_SRC");
      client.call("StartDtsJob", "DtsJobId", id);
      sandbox.awaitStatus(id, "MIGRATING");
      sandbox.engine.listener(id);
      return value.replace("ID", id);
    }
    return value;
  }

  private static void compare(String path, JsonNode answer, Class<?> model, List<String> wrong) {
    for (Map.Entry<String, JsonNode> field : answer.properties()) {
      String name = path + "." + field.getKey();
      Field known =
          Arrays.stream(model.getFields())
              .filter(candidate -> candidate.isAnnotationPresent(NameInMap.class))
              .filter(
                  candidate ->
                      candidate.getAnnotation(NameInMap.class).value().equals(field.getKey()))
              .findFirst()
              .orElse(null);
      if (known == null) {
        wrong.add(name + " is not in the model");
      } else {
        compareValue(name, field.getValue(), known.getGenericType(), wrong);
      }
    }
  }

  private static void compareValue(String name, JsonNode value, Type type, List<String> wrong) {
    if (type instanceof ParameterizedType list) {
      if (value.isArray()) {
        value.forEach(
            element -> compareValue(name, element, list.getActualTypeArguments()[0], wrong));
      } else {
        wrong.add(name + " is no array");
      }
      return;
    }
    if (!fits(name, value, type)) {
      wrong.add(name + " is not a " + type.getTypeName());
    } else if (value.isObject()) {
      compare(name, value, (Class<?>) type, wrong);
    }
  }

  private static boolean fits(String name, JsonNode value, Type type) {
    if (type == String.class) {
      return value.isTextual() || name.endsWith("." + BOOLEAN_IN_ALL_SAMPLES);
    }
    if (type == Boolean.class) {
      return value.isBoolean();
    }
    if (type == Integer.class || type == Long.class) {
      return value.isIntegralNumber();
    }
    return value.isObject();
  }
}
