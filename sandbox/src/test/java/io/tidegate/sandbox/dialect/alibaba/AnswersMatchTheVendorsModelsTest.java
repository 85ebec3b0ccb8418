package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.SandboxFixture;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field that is answered is one of the vendor's generated model, with its type. A client
 * ignores a field that it does not know, so a misspelling would show nowhere else.
 */
class AnswersMatchTheVendorsModelsTest {
  // The model of this release writes Success of the legacy family and of some others as text; every
  // sample shows a boolean, and so do later documents.
  private static final String BOOLEAN_IN_ALL_SAMPLES = "Success";

  /** In the vendor's printed sample, which {@link PublishedSamplesTest} holds it against. */
  private static final Set<String> LATER_THAN_THE_MODEL =
      Set.of("DescribePreCheckStatus.NetworkDiagnosisResult");

  private static SandboxFixture sandbox;
  private static RpcClient client;

  @BeforeAll
  static void start(@TempDir Path data) {
    sandbox = new SandboxFixture(data);
    client = new RpcClient(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @MethodSource("io.tidegate.sandbox.dialect.alibaba.VendorCall#all")
  void everyFieldIsTheVendors(VendorCall call) {
    String id = call.prepare(sandbox, client);

    RpcClient.Reply reply = client.call(call.action(), call.to(sandbox, id));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    List<String> wrong = new ArrayList<>();
    compare(call.action(), reply.body(), VendorModels.model(call.action() + "ResponseBody"), wrong);
    assertThat(wrong).isEmpty();
  }

  private static void compare(String path, JsonNode answer, Class<?> model, List<String> wrong) {
    for (Map.Entry<String, JsonNode> field : answer.properties()) {
      String name = path + "." + field.getKey();
      Field known = VendorModels.field(model, field.getKey()).orElse(null);
      if (known == null && LATER_THAN_THE_MODEL.contains(name)) {
        continue;
      }
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
