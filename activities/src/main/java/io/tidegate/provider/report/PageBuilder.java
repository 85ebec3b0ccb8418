package io.tidegate.provider.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.provider.Texts;
import io.tidegate.workflow.contract.ChecksPage;
import io.tidegate.workflow.contract.ChecksPage.Log;
import io.tidegate.workflow.contract.ChecksPage.Row;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckReport;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bounds a page to what one answer may carry. Texts are cut alike on the whole page, no shorter
 * than it takes; if that is not enough, its last rows are left out and counted.
 */
public final class PageBuilder {
  /** Temporal takes 2 MB, and quoting may double what is counted here. */
  private static final int MAX_BYTES = 800_000;

  /** Characters of one text, tried one after the other. */
  private static final List<Integer> LIMITS = List.of(8_192, 2_048, 512, 128);

  /** A list has one element for so many characters of a text; a row as many texts. */
  private static final int SHARE = 32;

  public static ChecksPage page(
      PrecheckReport.State state,
      String status,
      String runId,
      int total,
      boolean more,
      List<RawReport.Item> items) {
    List<Row> rows = List.of();
    for (int limit : LIMITS) {
      rows = items.stream().map(i -> row(i, limit)).toList();
      if (fitting(rows) == rows.size()) {
        break;
      }
    }
    List<Row> carried = rows.subList(0, fitting(rows));
    return new ChecksPage(state, status, runId, total, more, rows.size() - carried.size(), carried);
  }

  private static int fitting(List<Row> rows) {
    int count = 0;
    long bytes = 0;
    while (count < rows.size()) {
      bytes += rows.get(count).toString().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        break;
      }
      count++;
    }
    return count;
  }

  private static Row row(RawReport.Item item, int limit) {
    return new Row(
        cut(item.item(), limit),
        Texts.cut(item.began(), limit),
        Texts.cut(item.ended(), limit),
        Texts.data(item.ddl(), limit),
        item.logs().stream().limit(limit / SHARE).map(l -> cut(l, limit)).toList(),
        Texts.data(cut(item.sent(), limit).toString(), limit * SHARE));
  }

  private static Log cut(Log log, int limit) {
    return new Log(
        Texts.cut(log.level(), limit),
        Texts.cut(log.kind(), limit),
        Texts.cut(log.message(), limit),
        Texts.cut(log.data(), limit));
  }

  private static PrecheckItem cut(PrecheckItem item, int limit) {
    return new PrecheckItem(
        Texts.cut(item.code(), limit),
        item.verdict(),
        Texts.cut(item.status(), limit),
        item.shielded(),
        item.skippable(),
        item.shieldable(),
        Texts.cut(item.message(), limit),
        Texts.cut(item.detail(), limit),
        Texts.cut(item.repair(), limit),
        item.objects().stream().limit(limit / SHARE).map(o -> Texts.data(o, limit)).toList(),
        item.endpoint());
  }

  /** Text by text, so that what is left is still the shape that the service sent. */
  private static JsonNode cut(JsonNode sent, int limit) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (sent.isTextual()) {
      return nodes.textNode(Texts.data(sent.textValue(), limit));
    }
    if (sent.isArray()) {
      ArrayNode list = nodes.arrayNode();
      for (int i = 0; i < Math.min(sent.size(), limit / SHARE); i++) {
        list.add(cut(sent.get(i), limit));
      }
      return list;
    }
    if (sent.isObject()) {
      ObjectNode object = nodes.objectNode();
      sent.properties().forEach(field -> object.set(field.getKey(), cut(field.getValue(), limit)));
      return object;
    }
    return sent;
  }

  private PageBuilder() {}
}
