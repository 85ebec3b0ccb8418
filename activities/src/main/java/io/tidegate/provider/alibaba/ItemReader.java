package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.isFalse;
import static io.tidegate.provider.json.Scalars.isTrue;
import static io.tidegate.provider.json.Scalars.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.DescribeMigrationJobStatusReply;
import io.tidegate.provider.alibaba.wire.DescribePreCheckStatusReply;
import io.tidegate.provider.alibaba.wire.SynchronizationJob;
import io.tidegate.provider.report.RawReport;
import io.tidegate.workflow.contract.ChecksPage.Log;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns an item of either status call into ours. */
final class ItemReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DIAGNOSIS = "NETWORK_DIAGNOSIS";
  private static final int CODE_LIMIT = 200;
  private static final int NAME_LIMIT = 300;

  private final Set<String> shieldable;

  /**
   * @param shieldable the codes that the account's shield call knows
   */
  ItemReader(Set<String> shieldable) {
    this.shieldable = shieldable;
  }

  /**
   * @param read what the service sent as its record; absent where it sent less than an item
   */
  static RawReport.Item raw(
      PrecheckItem ours, DescribePreCheckStatusReply.@Nullable Item read, JsonNode sent) {
    return read == null
        ? new RawReport.Item(ours, "", "", "", List.of(), sent)
        : new RawReport.Item(
            ours,
            text(read.bootTime()),
            text(read.finishTime()),
            text(read.ddlSql()),
            read.logged().stream().map(ItemReader::log).toList(),
            sent);
  }

  private static Log log(DescribePreCheckStatusReply.Log log) {
    return new Log(
        text(log.logLevel()), text(log.errType()), text(log.errMsg()), text(log.errData()));
  }

  PrecheckItem of(DescribePreCheckStatusReply.Item item) {
    String code = Texts.cut(text(item.item()), CODE_LIMIT);
    return new PrecheckItem(
        code,
        AlibabaWords.item(text(item.state())),
        Texts.cut(text(item.state())),
        isTrue(item.skip()) || isTrue(item.ignoreFlag()),
        skippable(item.canSkip()),
        shieldable.contains(code),
        Texts.cut(text(item.errMsg())),
        Texts.cut(text(item.errDetail())),
        Texts.cut(text(item.repairMethod())),
        objects(item),
        endpoint(code));
  }

  PrecheckItem of(DescribeMigrationJobStatusReply.Item item) {
    return of(item.itemName(), item.checkStatus(), item.errorMessage(), item.repairMethod());
  }

  PrecheckItem of(SynchronizationJob.Item item) {
    return of(item.itemName(), item.checkStatus(), item.errorMessage(), item.repairMethod());
  }

  private PrecheckItem of(
      @Nullable String name,
      @Nullable String status,
      @Nullable String message,
      @Nullable String repair) {
    String code = Texts.cut(text(name), CODE_LIMIT);
    return new PrecheckItem(
        code,
        AlibabaWords.item(text(status)),
        Texts.cut(text(status)),
        false,
        Skippable.UNSAID,
        shieldable.contains(code),
        Texts.cut(text(message)),
        "",
        Texts.cut(text(repair)),
        List.of(),
        endpoint(code));
  }

  /**
   * An item of a part. No shield call names one: what it takes is an item of the precheck itself.
   *
   * @param part the code of the part, which makes the item's code its own
   * @param where where the part ran
   */
  PrecheckItem ofPart(String part, PrecheckItem alone, String where) {
    String detail = alone.detail().isEmpty() ? where : alone.detail() + "; " + where;
    return new PrecheckItem(
        alone.code().isEmpty() ? part : Texts.cut(part + "." + alone.code(), CODE_LIMIT),
        alone.verdict(),
        alone.status(),
        alone.shielded(),
        alone.skippable(),
        false,
        alone.message(),
        Texts.cut(detail),
        alone.repair(),
        alone.objects(),
        alone.endpoint());
  }

  /** A part of which no item says how it ended. */
  PrecheckItem ofPart(String part, Verdict verdict, String status, String message, String where) {
    return new PrecheckItem(
        part,
        verdict,
        Texts.cut(status),
        false,
        Skippable.UNSAID,
        false,
        Texts.cut(message),
        Texts.cut(where),
        "",
        List.of(),
        "");
  }

  /**
   * @param model the version of what made the diagnosis, or empty
   */
  PrecheckItem of(DescribePreCheckStatusReply.Diagnosis diagnosis, String model) {
    String code = text(diagnosis.code());
    String page = text(diagnosis.internationalDocUrl());
    String help = page.isEmpty() ? text(diagnosis.cnDocUrl()) : page;
    return new PrecheckItem(
        Texts.cut(code.isEmpty() ? DIAGNOSIS : DIAGNOSIS + "." + code, CODE_LIMIT),
        AlibabaWords.diagnosis(text(diagnosis.result())),
        Texts.cut(text(diagnosis.result())),
        false,
        Skippable.UNSAID,
        false,
        Texts.cut("the service diagnosed trouble on the network: " + code),
        Texts.cut(model),
        help.isEmpty() ? "" : Texts.cut("see " + help),
        List.of(),
        AlibabaWords.endpoint(text(diagnosis.endpointType())));
  }

  private static Skippable skippable(@Nullable String canSkip) {
    if (isTrue(canSkip)) {
      return Skippable.YES;
    }
    return isFalse(canSkip) ? Skippable.NO : Skippable.UNSAID;
  }

  /** The code is the service's own word, and its ending names the side. */
  private static String endpoint(String code) {
    if (code.endsWith("_SRC")) {
      return "source";
    }
    return code.endsWith("_DEST") ? "target" : "";
  }

  private static List<String> objects(DescribePreCheckStatusReply.Item item) {
    List<String> objects = new ArrayList<>(listed(text(item.sub())));
    String schema = text(item.sourceSchema());
    if (objects.isEmpty() && !schema.isEmpty()) {
      for (String name : text(item.targetNames()).split(",", PrecheckItem.MAX_OBJECTS + 1)) {
        objects.add(name.isBlank() ? schema : schema + "." + name.strip());
      }
    }
    return objects.stream()
        .limit(PrecheckItem.MAX_OBJECTS)
        .map(n -> Texts.data(n, NAME_LIMIT))
        .toList();
  }

  /** {@code Sub} is JSON text: a list, of names where it is not empty. */
  private static List<String> listed(String sub) {
    try {
      List<String> names = new ArrayList<>();
      JsonNode tree = sub.isEmpty() ? null : JSON.readTree(sub);
      if (tree != null && tree.isArray()) {
        for (JsonNode name : tree) {
          if (name.isTextual()) {
            names.add(name.asText());
          }
        }
      }
      return names;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
