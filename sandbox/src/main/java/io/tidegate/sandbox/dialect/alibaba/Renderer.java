package io.tidegate.sandbox.dialect.alibaba;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tidegate.sandbox.http.Answer;
import java.util.Map;

/**
 * Writes answers in the format that the call asked for. Record components become fields with a
 * capital first letter; what has no value is left out.
 */
final class Renderer {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /** The two formats of the API. */
  enum Format {
    JSON,
    XML
  }

  private Renderer() {}

  /**
   * @param root the root element, where the answer is XML
   */
  static Answer render(int status, String root, Object body, Format format) {
    if (format == Format.XML) {
      StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>");
      write(xml, root, JSON.valueToTree(body));
      return Answer.of(status, "text/xml;charset=utf-8", xml.toString());
    }
    try {
      return Answer.json(status, JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + body.getClass().getSimpleName(), e);
    }
  }

  private static void write(StringBuilder xml, String name, JsonNode node) {
    if (node instanceof ArrayNode elements) {
      elements.forEach(element -> write(xml, name, element));
      return;
    }
    xml.append('<').append(name).append('>');
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        write(xml, field.getKey(), field.getValue());
      }
    } else {
      escape(xml, node.asText());
    }
    xml.append("</").append(name).append('>');
  }

  private static void escape(StringBuilder xml, String text) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '\t', '\n' -> xml.appendCodePoint(point);
                case '\r' -> xml.append("&#13;");
                default -> xml.appendCodePoint(isXml(point) ? point : 0xFFFD);
              }
            });
  }

  /** XML 1.0 has no way to write the other control characters. */
  private static boolean isXml(int point) {
    return point >= 0x20
        && point != 0xFFFE
        && point != 0xFFFF
        && !(point >= 0xD800 && point <= 0xDFFF);
  }
}
