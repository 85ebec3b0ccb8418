package io.tidegate.sandbox.dialect.tencent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.tidegate.sandbox.http.Request;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads an action's parameters out of a JSON body, a query or a form. What an action does not know
 * is refused. Messages name parameters, and never quote a value.
 */
final class ParameterReader {
  private static final int LONGEST_NAME = 200;

  /** The largest query, in bytes. */
  private static final int LARGEST_QUERY = 32 * 1024;

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  /** In a query, a number is text like everything else. */
  private static final JsonMapper FROM_TEXT =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .build();

  private ParameterReader() {}

  /**
   * @throws TencentError if they are not such parameters
   */
  static <P> P read(Request request, Common common, Class<P> type) {
    if (request.rawQuery().length() > LARGEST_QUERY) {
      throw new TencentError(
          "RequestSizeLimitExceeded", "The query is larger than " + LARGEST_QUERY + " bytes.");
    }
    boolean hasJson = common.isInHeaders() && request.method().equals("POST");
    JsonNode tree = hasJson ? body(request) : ParameterTree.of(common.own());
    try {
      return (hasJson ? STRICT : FROM_TEXT).treeToValue(tree, type);
    } catch (UnrecognizedPropertyException e) {
      throw new TencentError(
          "UnknownParameter", "The parameter `" + path(e) + "` is not recognized.");
    } catch (JsonMappingException e) {
      throw new TencentError(
          "InvalidParameter", "The value of the parameter `" + path(e) + "` is of another type.");
    } catch (JsonProcessingException e) {
      throw notJson();
    }
  }

  private static JsonNode body(Request request) {
    boolean isJson =
        request
            .header("content-type")
            .map(type -> type.toLowerCase(Locale.ROOT))
            .filter(type -> type.startsWith("application/json"))
            .isPresent();
    if (!isJson) {
      throw new TencentError(
          "InvalidRequest", "A POST that is signed so has the Content-Type application/json.");
    }
    try {
      JsonNode tree = STRICT.readTree(request.body());
      if (tree.isObject()) {
        return tree;
      }
      if (tree.isMissingNode()) {
        return STRICT.createObjectNode();
      }
    } catch (IOException e) {
      throw notJson();
    }
    throw notJson();
  }

  private static TencentError notJson() {
    return new TencentError("InvalidRequest", "The body is not one JSON object.");
  }

  private static String path(JsonMappingException e) {
    return shown(
        e.getPath().stream()
            .map(
                reference ->
                    reference.getFieldName() == null
                        ? "." + reference.getIndex()
                        : "." + reference.getFieldName())
            .collect(Collectors.joining())
            .replaceFirst("^\\.", ""));
  }

  /** A name that nobody knows may be as long as a body. */
  static String shown(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
