package io.tidegate.provider.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import java.io.IOException;
import java.util.Map;

/** Reads what the service writes as the records here, whatever it makes of types and case. */
public final class WireJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          // The service spells one name in several ways, and every field is optional.
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
          .addModule(new SimpleModule().addDeserializer(String.class, new AnyText()))
          .build();

  private static final ObjectMapper PLAIN = new ObjectMapper();

  /** What was sent, or what is missing where it is no JSON. */
  public static JsonNode tree(byte[] body) throws IOException {
    try {
      JsonNode tree = PLAIN.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Parameters as they go into a body. */
  public static byte[] bytes(Map<String, ?> parameters) {
    try {
      return PLAIN.writeValueAsBytes(parameters);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("parameters that are no JSON", e);
    }
  }

  /**
   * A reply, or a part of one, as a record; what is null or blank says as little as an empty
   * object.
   */
  public static <T> T read(JsonNode part, Class<T> type) throws JsonProcessingException {
    boolean nothing =
        part.isNull()
            || part.isMissingNode()
            || (part.isTextual() && part.textValue().trim().isEmpty());
    return JSON.treeToValue(nothing ? JSON.createObjectNode() : part, type);
  }

  /**
   * As {@link #read(JsonNode, Class)}, of a reply that must be readable.
   *
   * @throws ProviderException where it has another shape
   */
  public static <T> T read(
      String provider, String action, String requestId, JsonNode part, Class<T> type) {
    try {
      return read(part, type);
    } catch (JsonProcessingException e) {
      throw ProviderException.of(Kind.TRANSIENT, provider, action)
          .code("UnexpectedReply")
          .requestId(requestId)
          .message("the reply has another shape than documented, at " + path(e))
          .build();
    }
  }

  private static String path(JsonProcessingException e) {
    return e instanceof JsonMappingException m ? m.getPathReference() : "its root";
  }

  /** Any scalar is text; an object or a list where a scalar should be is its own JSON. */
  private static final class AnyText extends StdDeserializer<String> {
    private static final long serialVersionUID = 1;

    AnyText() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.currentToken().isScalarValue()
          ? parser.getText()
          : context.readTree(parser).toString();
    }
  }

  private WireJson() {}
}
