package io.tidegate.sandbox.dialect.oms;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.tidegate.sandbox.http.Request;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Reads an action's parameters out of a JSON body. Fields that an action does not know are passed
 * over, and one value stands for a list of one. Messages name fields, and never quote a value.
 */
final class BodyReader {
  private static final int LONGEST_NAME = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
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

  private BodyReader() {}

  /**
   * @throws OmsError PARAM_ERROR if they are not such parameters
   */
  static <P> P read(Request request, Class<P> type) {
    try {
      JsonNode tree = JSON.readTree(request.body());
      if (!tree.isObject()) {
        throw notJson();
      }
      return JSON.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      throw OmsError.parameter("'" + path(e) + "' has a value of the wrong type");
    } catch (IOException e) {
      throw notJson();
    }
  }

  private static OmsError notJson() {
    return OmsError.parameter("the body is not one JSON object");
  }

  private static String path(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(
                reference ->
                    reference.getFieldName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getFieldName())
            .collect(Collectors.joining())
            .replaceFirst("^\\.", "");
    return path.length() <= LONGEST_NAME ? path : path.substring(0, LONGEST_NAME);
  }
}
