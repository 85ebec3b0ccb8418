package io.tidegate.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.provider.CredentialsSource.CredentialsException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/**
 * Credentials as a file or a command writes them: JSON or properties with {@code access-key-id},
 * {@code access-key-secret} and, for temporary keys, {@code security-token}.
 */
final class CredentialsText {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param origin where the text comes from, for the message; the text itself is never quoted
   */
  static Credentials parse(String text, String origin) {
    Properties values = text.strip().startsWith("{") ? fromJson(text, origin) : fromLines(text);
    String token = values.getProperty("security-token", "").strip();
    return new Credentials(
        required(values, "access-key-id", origin),
        required(values, "access-key-secret", origin),
        token.isEmpty() ? null : token);
  }

  private static String required(Properties values, String key, String origin) {
    String value = values.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new CredentialsException(origin + " has no " + key);
    }
    return value;
  }

  private static Properties fromJson(String text, String origin) {
    Properties values = new Properties();
    try {
      JsonNode tree = JSON.readTree(text);
      tree.properties().forEach(e -> values.setProperty(e.getKey(), e.getValue().asText()));
    } catch (JsonProcessingException e) {
      // Without the cause: Jackson quotes what it could not read.
      throw new CredentialsException(
          origin + " is not valid JSON at line " + e.getLocation().getLineNr());
    }
    return values;
  }

  private static Properties fromLines(String text) {
    Properties values = new Properties();
    try {
      values.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return new Properties();
    }
    return values;
  }

  private CredentialsText() {}
}
