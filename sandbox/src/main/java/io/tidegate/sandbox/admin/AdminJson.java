package io.tidegate.sandbox.admin;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.Request;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Strict JSON: unknown keys, wrong types and text behind the end are errors. Messages say where,
 * and never quote a value, which may be a password.
 */
final class AdminJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private static final int LONGEST_ERROR = 500;

  private AdminJson() {}

  /**
   * @throws AdminError 400 if the body is not such an object
   */
  static <T> T read(Request request, Class<T> type) {
    try {
      T body = JSON.readValue(request.body(), type);
      if (body == null) {
        throw new AdminError(400, "the body must be a JSON object, not null");
      }
      return body;
    } catch (UnrecognizedPropertyException e) {
      throw new AdminError(400, "unknown key '" + path(e) + "'");
    } catch (JsonParseException e) {
      throw new AdminError(
          400,
          "the body is not JSON: line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    } catch (JsonMappingException e) {
      String path = path(e);
      throw new AdminError(
          400,
          path.isEmpty()
              ? "the body must be one JSON object"
              : "'" + path + "' has a value of the wrong type");
    } catch (IOException e) {
      throw new AdminError(400, "the body cannot be read");
    }
  }

  static Answer answer(int status, Object body) {
    try {
      return Answer.json(status, JSON.writeValueAsString(body) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + body.getClass().getSimpleName(), e);
    }
  }

  static Answer error(int status, String message) {
    // A key that nobody knows is quoted, and may be as long as a body.
    String shown =
        message.length() <= LONGEST_ERROR ? message : message.substring(0, LONGEST_ERROR);
    return answer(status, Map.of("error", shown));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            reference ->
                reference.getFieldName() == null
                    ? "[" + reference.getIndex() + "]"
                    : "." + reference.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
