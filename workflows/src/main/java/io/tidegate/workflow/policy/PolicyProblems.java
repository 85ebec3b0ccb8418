package io.tidegate.workflow.policy;

import io.tidegate.workflow.contract.Capability;
import io.tidegate.workflow.contract.Capability.ShieldReach;
import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Policy.Warnings;
import io.tidegate.workflow.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a dialect cannot keep of a policy: found before anything starts, never half way. */
public final class PolicyProblems {

  /**
   * @return one sentence per problem, with the rule's place in the file; empty when the dialect can
   *     keep every rule
   */
  public static List<String> of(Policy policy, Capability capability) {
    List<String> problems = new ArrayList<>();
    if (capability.startFollowsCheck()
        && (policy.warnings() == Warnings.ASK || policy.warnings() == Warnings.DENY)) {
      problems.add(
          "policy.warnings is '"
              + policy.warnings().name().toLowerCase(java.util.Locale.ROOT)
              + "', but here the start follows a passing check by itself and cannot be held:"
              + " say 'accept', or 'suspend' to pause the job at once when there is a warning");
    }
    if (capability.extras().hidesWarnings()
        && (policy.warnings() == Warnings.DENY || policy.warnings() == Warnings.SUSPEND)) {
      problems.add(
          "policy.warnings is '"
              + policy.warnings().name().toLowerCase(java.util.Locale.ROOT)
              + "', but the check of this service never shows what it only warns of: say 'accept'");
    }
    for (Rule rule : policy.rules()) {
      if (rule.decision() == Rule.Decision.ALLOW) {
        addReachProblems(rule, capability, problems);
        addChoiceProblem(rule, capability, problems);
      }
    }
    return problems;
  }

  private static void addReachProblems(Rule rule, Capability capability, List<String> problems) {
    if (capability.shieldReach() == ShieldReach.NONE) {
      problems.add(at(rule) + "this service has no way to shield an item; it can only be repaired");
      return;
    }
    if (capability.shieldReach() == ShieldReach.BY_HAND) {
      // Nothing is sent, so that nothing is passed over but what the rule says.
      return;
    }
    if (!capability.shieldableItems().isEmpty()
        && !capability.shieldableItems().contains(rule.item())) {
      problems.add(
          at(rule)
              + "the service's shield call does not know this item; it knows "
              + String.join(", ", capability.shieldableItems()));
    }
    boolean finerThanItem =
        capability.shieldReach() != ShieldReach.FINDING
            && (!rule.objects().isEmpty() || !rule.endpoint().isEmpty());
    if (finerThanItem) {
      problems.add(
          at(rule)
              + "it names objects or an endpoint, but a shield here passes over the item as a whole"
              + " ("
              + reach(capability.shieldReach())
              + ")");
    }
  }

  private static void addChoiceProblem(Rule rule, Capability capability, List<String> problems) {
    List<String> words = capability.choices().getOrDefault(rule.item(), List.of());
    if (words.isEmpty() && !rule.choice().isEmpty()) {
      problems.add(
          at(rule)
              + "a shield of it cannot say here what becomes of the foreign keys; remove"
              + " 'foreign-keys' from the rule");
    } else if (!words.isEmpty() && !words.contains(rule.choice())) {
      problems.add(
          at(rule)
              + "a shield of it must say here what becomes of the foreign keys; write "
              + words.stream()
                  .map(w -> "'foreign-keys: " + w + "'")
                  .collect(Collectors.joining(" or "))
              + " into the rule");
    }
  }

  /** What a shield passes over, in words. */
  public static String reach(ShieldReach reach) {
    return switch (reach) {
      case NONE, BY_HAND -> "no shield";
      case FINDING -> "one finding";
      case STEP -> "a step with all its findings";
      case ITEM_ON_TASK -> "the item on the whole task";
      case ITEM_ON_INSTANCE -> "the item on the whole instance, for good";
    };
  }

  private static String at(Rule rule) {
    return rule.origin() + ": allow " + rule.item() + ": ";
  }

  private PolicyProblems() {}
}
