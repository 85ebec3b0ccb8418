package io.tidegate.sandbox.dialect.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.sandbox.AnswerKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Holds an answer in XML against the same answer in JSON. */
final class XmlTree {
  private XmlTree() {}

  static Element parse(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalStateException("not XML: " + xml, e);
    }
  }

  /**
   * In what the two differ: an array is a repeated element without a wrapper, and one that is empty
   * is nothing.
   *
   * @param texts whether texts must be the same, too; request ids never are
   */
  static List<String> differences(JsonNode json, Element xml, boolean texts) {
    List<String> wrong = new ArrayList<>();
    compare(xml.getTagName(), json, xml, texts, wrong);
    return wrong;
  }

  private static void compare(
      String path, JsonNode json, Element xml, boolean texts, List<String> wrong) {
    if (!json.isObject()) {
      if (texts && !path.endsWith(".RequestId") && !same(json.asText(), xml.getTextContent())) {
        wrong.add(path + " is " + xml.getTextContent() + ", not " + json.asText());
      }
      return;
    }
    Set<String> unknown = new TreeSet<>();
    children(xml, "").forEach(child -> unknown.add(child.getTagName()));
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      unknown.remove(field.getKey());
      String name = path + "." + field.getKey();
      List<Element> found = children(xml, field.getKey());
      List<JsonNode> expected = new ArrayList<>();
      if (field.getValue().isArray()) {
        field.getValue().forEach(expected::add);
      } else {
        expected.add(field.getValue());
      }
      if (found.size() != expected.size()) {
        wrong.add(name + " is there " + found.size() + " times, not " + expected.size());
        continue;
      }
      for (int i = 0; i < found.size(); i++) {
        compare(name, expected.get(i), found.get(i), texts, wrong);
      }
    }
    unknown.forEach(name -> wrong.add(path + "." + name + " is not in the JSON"));
  }

  /** The keys of an answer; XML tells neither arrays nor the types of scalars. */
  static void addKeys(Element answer, AnswerKeys keys) {
    addKeys("", answer, keys);
  }

  private static void addKeys(String before, Element parent, AnswerKeys keys) {
    for (Element child : children(parent, "")) {
      String path = before + child.getTagName();
      keys.add(path, children(child, "").isEmpty() ? "TEXT" : "OBJECT");
      addKeys(path + ".", child, keys);
    }
  }

  private static boolean same(String one, String other) {
    return one.strip().equals(other.strip());
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && (name.isEmpty() || child.getTagName().equals(name))) {
        children.add(child);
      }
    }
    return children;
  }
}
