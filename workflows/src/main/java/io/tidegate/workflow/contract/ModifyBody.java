package io.tidegate.workflow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a job is to be changed to: one JSON object, without the job, and without secrets, for it is
 * kept where everybody can read who may look at migrations.
 */
public final class ModifyBody {
  /** How long one may be, in characters. */
  public static final int MAX_LENGTH = 32_768;

  private static final int MAX_NAME = 100;

  /**
   * What a name holds that stands for a secret, in lower case and without what is between words.
   */
  private static final List<String> SECRETS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "token",
          "credential",
          "accesskey",
          "privatekey",
          "apikey");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]");

  /**
   * A secret in a text, as connection strings have it: {@code user=x&password=y} or {@code
   * mysql://x:y@host}. A condition on a column, which quotes its text, is none. It neither begins
   * anywhere nor goes back far: a text may be long.
   */
  private static final Pattern IN_A_TEXT =
      Pattern.compile(
          "(?:^|[?&;,])[ \\t]*+[\\w.-]*(?:password|passwd|passphrase|pwd|secret|token|credentials?"
              + "|(?:access|private|api)[_.-]?key)=[^=\\s'\"&;,]"
              + "|://[^/\\s:@]*+:[^/\\s:@]++@",
          Pattern.CASE_INSENSITIVE);

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
    return secret(tree, "")
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

  /**
   * What in a JSON text would be a secret, as the object of a sentence that never quotes a value;
   * empty where nothing is, or where the text is no JSON.
   */
  public static Optional<String> secret(String json) {
    return secret(tree(json), "");
  }

  /**
   * The first name that stands for a secret, in JSON within a text too.
   *
   * @param under the name under which the tree stands
   */
  private static Optional<String> secret(JsonNode tree, String under) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (isSecret(field.getKey())) {
        return Optional.of(cut(field.getKey()));
      }
    }
    if (tree.isTextual()) {
      return inText(tree.textValue(), under);
    }
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      Optional<String> found = secret(field.getValue(), field.getKey());
      if (found.isPresent()) {
        return found;
      }
    }
    if (tree.isArray()) {
      for (JsonNode element : tree) {
        Optional<String> found = secret(element, under);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSecret(String name) {
    String plain = BETWEEN_WORDS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(plain::contains);
  }

  private static Optional<String> inText(String text, String under) {
    JsonNode inner = tree(text);
    if (inner.isContainerNode()) {
      return secret(inner, under);
    }
    return IN_A_TEXT.matcher(text).find()
        ? Optional.of("a secret in the text of " + cut(under))
        : Optional.empty();
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
