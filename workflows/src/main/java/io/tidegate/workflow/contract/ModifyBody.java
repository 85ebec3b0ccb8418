package io.tidegate.workflow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a job is to be changed to: one JSON object, without the job, and without secrets, for it is
 * kept where everybody can read who may look at migrations.
 */
public final class ModifyBody {
  /** How long one may be, in characters. */
  public static final int MAX_LENGTH = 32_768;

  private static final int MAX_NAME = 100;

  /** What a name holds that stands for a secret, in lower case. */
  private static final List<String> SECRETS = List.of("password", "secret", "token", "accesskey");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Why nobody should be asked for it; empty where somebody may. Never quotes a value. */
  public static Optional<String> problem(String body) {
    if (body.length() > MAX_LENGTH) {
      return Optional.of("the body is longer than %d characters".formatted(MAX_LENGTH));
    }
    JsonNode tree = tree(body);
    if (!tree.isObject() || tree.isEmpty()) {
      return Optional.of(
          "the body is not one JSON object that names something, such as {\"JobName\":\"orders\"}");
    }
    if (tree.has("JobId")) {
      return Optional.of("the body names a JobId: leave it out, the migration's own is added");
    }
    return secret(tree)
        .map(
            name ->
                "the body has %s, and a secret must not be kept in a migration's history: change it"
                        .formatted(name)
                    + " in the service's console, and leave it out here");
  }

  /** The names of what it changes, at its top. */
  public static List<String> names(String body) {
    return tree(body).properties().stream().map(Map.Entry::getKey).map(ModifyBody::cut).toList();
  }

  /** The first name that stands for a secret, in JSON within a text too. */
  private static Optional<String> secret(JsonNode tree) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (SECRETS.stream().anyMatch(name::contains)) {
        return Optional.of(cut(field.getKey()));
      }
    }
    for (JsonNode part : parts(tree)) {
      Optional<String> found = secret(part);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static List<JsonNode> parts(JsonNode tree) {
    List<JsonNode> parts = new ArrayList<>();
    tree.forEach(parts::add);
    if (tree.isTextual()) {
      JsonNode inner = tree(tree.textValue());
      if (inner.isContainerNode()) {
        parts.add(inner);
      }
    }
    return parts;
  }

  private static JsonNode tree(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      return tree == null ? JSON.missingNode() : tree;
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static String cut(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  private ModifyBody() {}
}
