package io.tidegate.workflow.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file says about one item code.
 *
 * @param item the item's code, exactly; there is no "all"
 * @param reason why, for the report; required with {@code ALLOW}
 * @param expires from this instant on the rule permits nothing; absent means no end
 * @param approvers who may answer, for {@code ASK}
 * @param migrations the names it is for; empty means every migration of the file
 * @param objects the objects it is for, as {@code schema.table}; empty means any
 * @param endpoint {@code source} or {@code target}; empty means either
 * @param choice what the shield has to say further where the service asks for it, in its own word:
 *     of Tencent's {@code ConstraintCheck} what becomes of foreign keys, {@code shield} or {@code
 *     migrate}; empty where nothing is asked
 * @param origin where it was written, as {@code file:line}
 */
public record Rule(
    String item,
    Decision decision,
    String reason,
    @Nullable Instant expires,
    List<String> approvers,
    List<String> migrations,
    List<String> objects,
    String endpoint,
    String choice,
    String origin) {

  /** What a rule says. */
  public enum Decision {
    ALLOW,
    ASK,
    /** Beats every allow, and every approver. */
    NEVER
  }

  public Rule {
    reason = reason == null ? "" : reason;
    approvers = approvers == null ? List.of() : List.copyOf(approvers);
    migrations = migrations == null ? List.of() : List.copyOf(migrations);
    objects = objects == null ? List.of() : List.copyOf(objects);
    endpoint = endpoint == null ? "" : endpoint;
    choice = choice == null ? "" : choice;
    origin = origin == null ? "" : origin;
  }

  Rule at(String otherOrigin) {
    return new Rule(
        item,
        decision,
        reason,
        expires,
        approvers,
        migrations,
        objects,
        endpoint,
        choice,
        otherOrigin);
  }
}
