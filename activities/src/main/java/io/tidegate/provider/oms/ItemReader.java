package io.tidegate.provider.oms;

import static io.tidegate.provider.json.Scalars.isFalse;
import static io.tidegate.provider.json.Scalars.isTrue;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.provider.Texts;
import io.tidegate.provider.oms.wire.ErrorDetail;
import io.tidegate.provider.oms.wire.PrecheckRunReply.Item;
import io.tidegate.provider.report.RawReport;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns an item of a run into ours. It is told apart by its key, its side and its role. */
final class ItemReader {
  private static final int CODE_LIMIT = 200;

  static RawReport.Item raw(Item sent, JsonNode node) {
    return new RawReport.Item(of(sent), "", "", "", List.of(), node);
  }

  static PrecheckItem of(Item sent) {
    String word = text(sent.status());
    Verdict verdict = OmsWords.item(word);
    boolean open = verdict != Verdict.PASSED;
    return new PrecheckItem(
        Texts.cut(text(sent.checkType()), CODE_LIMIT),
        verdict,
        Texts.cut(word),
        OmsWords.isSkipped(word),
        skippable(sent),
        // There is no call for it.
        false,
        Texts.cut(text(sent.message())),
        Texts.cut(detail(sent)),
        Texts.cut(open ? repair(sent) : ""),
        objects(sent.blackObjectsInfo()),
        endpoint(text(sent.endpointType())));
  }

  private static Skippable skippable(Item sent) {
    if (isTrue(sent.skippable())) {
      return Skippable.YES;
    }
    return isFalse(sent.skippable()) ? Skippable.NO : Skippable.UNSAID;
  }

  private static String endpoint(String side) {
    return switch (side.toUpperCase(Locale.ROOT)) {
      case "SOURCE" -> "source";
      case "DEST", "SINK" -> "target";
      default -> "";
    };
  }

  private static String detail(Item sent) {
    ErrorDetail why = why(sent);
    String role = text(sent.role());
    JsonNode black = sent.blackObjectsInfo();
    boolean unread = black != null && !black.isNull() && objects(black).isEmpty();
    return joined(
        text(sent.name()),
        role.isEmpty() ? "" : "role " + role,
        text(why.code()),
        text(why.message()),
        unread ? "objects that could be left out: " + black : "");
  }

  private static String repair(Item sent) {
    ErrorDetail why = why(sent);
    String consequence = text(sent.skipConsequence());
    return joined(
        text(why.reason()),
        text(why.proposal()),
        isTrue(sent.removable())
            ? "or leave the objects out of the definition, and of the project"
            : "",
        isTrue(sent.skippable())
            ? OwnPrecheck.BY_AN_OPERATOR + "; with a rule that allows it, it passes then"
            : "",
        consequence.isEmpty() ? "" : "the service says of a skip: " + consequence);
  }

  private static ErrorDetail why(Item sent) {
    JsonNode detail = sent.errorDetail();
    return Failure.detail(detail == null ? MissingNode.getInstance() : detail);
  }

  private static String joined(String... texts) {
    return Texts.joined(Stream.of(texts));
  }

  /** As the definition names them; of another shape it is shown as it is. */
  private static List<String> objects(@Nullable JsonNode black) {
    List<String> objects = new ArrayList<>();
    if (black != null) {
      for (JsonNode database : black.path("databases")) {
        String schema = database.path("name").asText();
        for (String kind : List.of("tables", "views")) {
          for (JsonNode object : database.path(kind)) {
            objects.add(Texts.data(schema + "." + object.path("name").asText(), CODE_LIMIT));
          }
        }
      }
    }
    return objects.size() > PrecheckItem.MAX_OBJECTS
        ? objects.subList(0, PrecheckItem.MAX_OBJECTS)
        : objects;
  }

  private ItemReader() {}
}
