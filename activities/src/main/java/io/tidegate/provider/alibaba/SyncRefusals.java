package io.tidegate.provider.alibaba;

import static io.tidegate.provider.json.Scalars.text;

import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.provider.ProviderException.Kind;
import io.tidegate.provider.Texts;
import io.tidegate.provider.alibaba.wire.SynchronizationJob;
import io.tidegate.workflow.contract.PrecheckItem;
import java.util.List;

/** What is not done to a synchronisation, for it would be done to another direction too. */
final class SyncRefusals {

  /** The service shows no such direction: of a one-way job it takes no notice of the word. */
  static ProviderException otherDirection(
      SyncId asked, SynchronizationJob answered, String requestId) {
    return ProviderException.of(Kind.NOT_FOUND, AlibabaClient.PROVIDER, SyncList.STATUS)
        .effect(Effect.NONE)
        .code("OtherDirection")
        .requestId(requestId)
        .message(
            "asked for the direction %s of %s, the service answered of %s %s"
                .formatted(
                    asked.direction(),
                    asked.instance(),
                    Texts.line(text(answered.synchronizationJobId()), 200),
                    Texts.line(text(answered.synchronizationDirection()), 200)))
        .advice("only a two-way synchronisation has a reverse")
        .build();
  }

  /** A shield is of an instance, and this one has two directions. */
  static ProviderException shield(String action, SyncId id, List<String> items) {
    return ProviderException.of(Kind.CALLER, AlibabaClient.PROVIDER, action)
        .effect(Effect.NONE)
        .code("BothDirections")
        .message(
            "%s is two-way, and this call takes no direction: it would pass over %s in both"
                .formatted(id.instance(), String.join(", ", items)))
        .advice("repair the items; nothing was shielded")
        .build();
  }

  /** An item as it is where a shield would reach two directions. */
  static PrecheckItem notShieldable(PrecheckItem item) {
    return new PrecheckItem(
        item.code(),
        item.verdict(),
        item.status(),
        item.shielded(),
        PrecheckItem.Skippable.NO,
        false,
        item.message(),
        "of a two-way synchronisation nothing is shielded: ShieldPrecheck takes no direction, and"
            + " would reach both",
        item.repair(),
        item.objects(),
        item.endpoint());
  }

  private SyncRefusals() {}
}
