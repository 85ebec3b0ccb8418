package io.tidegate.workflow.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shield that we placed: what an auditor asks for a year later.
 *
 * @param rule the rule that allowed it, as {@code file:line}
 * @param reason the rule's reason
 * @param requestedBy who started the migration under that rule
 * @param until when the rule's permission ends; absent means no end
 * @param fingerprint what was shown, over item, objects, endpoint and the masked message
 * @param proof the provider's request id, or what a read showed
 * @param effective whether the round after it showed the item passed over
 */
public record ShieldRecord(
    String item,
    List<String> objects,
    String endpoint,
    String message,
    String rule,
    String reason,
    String requestedBy,
    @Nullable Instant until,
    int round,
    String fingerprint,
    String proof,
    boolean effective) {
  public ShieldRecord {
    objects = objects == null ? List.of() : List.copyOf(objects);
  }

  /** The same shield, known to have taken. */
  public ShieldRecord asEffective() {
    return new ShieldRecord(
        item,
        objects,
        endpoint,
        message,
        rule,
        reason,
        requestedBy,
        until,
        round,
        fingerprint,
        proof,
        true);
  }
}
