package io.tidegate.provider.tencent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code ModifyMigrateJob} is asked for, and whether a job shows that it is so. */
final class Modification2018 {
  static final String ACTION = "ModifyMigrateJob";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param body a JSON object: the parameters but for the job
   * @throws ProviderException where it is none
   */
  static Map<String, Object> parameters(String job, String body) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    read(body).properties().forEach(p -> parameters.put(p.getKey(), p.getValue()));
    parameters.put("JobId", job);
    return parameters;
  }

  /**
   * Whether a job shows everything that the body says. What the service never shows, it does not
   * show here either.
   *
   * @param job as the list has it
   */
  static boolean isShownBy(JsonNode job, String body) {
    return isShown(read(body), job);
  }

  private static boolean isShown(JsonNode wanted, JsonNode shown) {
    if (wanted.isObject()) {
      return wanted.properties().stream()
          .allMatch(field -> isShown(field.getValue(), shown.path(field.getKey())));
    }
    if (wanted.isArray()) {
      if (!shown.isArray() || shown.size() != wanted.size()) {
        return false;
      }
      for (int i = 0; i < wanted.size(); i++) {
        if (!isShown(wanted.get(i), shown.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (!shown.isValueNode() || shown.isNull()) {
      return false;
    }
    // The service quotes numbers now and then, and writes JSON into texts.
    return wanted.asText().equals(shown.asText()) || isSameJson(wanted.asText(), shown.asText());
  }

  private static boolean isSameJson(String wanted, String shown) {
    return isList(wanted) && isList(shown) && isShown(tree(wanted), tree(shown));
  }

  private static boolean isList(String text) {
    return tree(text).isArray();
  }

  private static JsonNode tree(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      return tree == null ? JSON.missingNode() : tree;
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static JsonNode read(String body) {
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      throw ProviderException.of(Kind.CALLER, TencentClient.PROVIDER, ACTION)
          .effect(Effect.NONE)
          .code("NoJsonObject")
          .message("what the job is to be changed to is no JSON object")
          .build();
    }
    return tree;
  }

  private Modification2018() {}
}
