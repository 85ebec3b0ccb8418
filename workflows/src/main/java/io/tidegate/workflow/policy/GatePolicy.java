package io.tidegate.workflow.policy;

import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.PrecheckItem;
import io.tidegate.workflow.contract.PrecheckItem.Skippable;
import io.tidegate.workflow.contract.PrecheckItem.Verdict;
import io.tidegate.workflow.contract.PrecheckReport;
import io.tidegate.workflow.contract.Rule;
import io.tidegate.workflow.contract.Waiting.Objection;
import io.tidegate.workflow.policy.GateDecision.AllowedShield;
import io.tidegate.workflow.policy.GateDecision.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a precheck report. Pure: the same arguments give the same answer. Denies by default, and
 * decides every item before it lets any be shielded.
 *
 * @param migration the migration's name, for rules that are narrowed to some
 * @param policy what the file says
 * @param neverItems codes that the account's own policy never lets pass
 */
public record GatePolicy(String migration, Policy policy, List<String> neverItems) {

  /**
   * @param shieldedByUs codes that we shielded in an earlier round: one of them failing again is
   *     not shielded a second time
   * @param now the instant at which rules must be valid
   */
  public GateDecision decide(PrecheckReport report, Set<String> shieldedByUs, Instant now) {
    Judgement judgement = new Judgement(now);
    for (PrecheckItem item : report.items()) {
      judgement.add(item, shieldedByUs);
    }
    if (report.omitted() > 0) {
      judgement.wait(
          runItem(report),
          report.omitted()
              + " more items did not pass than a decision can carry; repair some, then recheck");
    }
    if (report.state() != PrecheckReport.State.PASSED && report.failed().isEmpty()) {
      // What nobody knows is not known better for what was passed over.
      boolean explained =
          report.state() != PrecheckReport.State.UNKNOWN
              && report.items().stream().anyMatch(PrecheckItem::shielded);
      if (!explained) {
        judgement.wait(runItem(report), "the precheck did not pass, and names no item that failed");
      }
    }
    return judgement.decision();
  }

  /**
   * Decides on the shields that a report shows and on nothing else, whoever placed them: one that
   * no live rule allows is never run past.
   */
  public GateDecision decideOnShields(PrecheckReport report, Instant now) {
    Judgement judgement = new Judgement(now);
    report.items().stream().filter(PrecheckItem::shielded).forEach(judgement::objectionByRules);
    return judgement.decision();
  }

  private static PrecheckItem runItem(PrecheckReport report) {
    return PrecheckItem.ofRun(Verdict.FAILED, report.status());
  }

  private final class Judgement {
    private final Instant now;
    private final List<AllowedShield> shields = new ArrayList<>();
    private final List<Objection> questions = new ArrayList<>();
    private final List<Objection> refusals = new ArrayList<>();

    Judgement(Instant now) {
      this.now = now;
    }

    void add(PrecheckItem item, Set<String> shieldedByUs) {
      if (item.verdict() == Verdict.PASSED) {
        // A shield outlives its reason: it would pass over the next failure too.
        if (item.shielded()) {
          objectionByRules(item);
        }
        return;
      }
      if (item.verdict() == Verdict.UNKNOWN) {
        wait(item, "the service reports it as '" + item.status() + "', which is not a pass");
      } else if (item.verdict() == Verdict.WARNING && !item.shielded()) {
        addWarning(item);
      } else {
        addFailure(item, shieldedByUs);
      }
    }

    private void addFailure(PrecheckItem item, Set<String> shieldedByUs) {
      Optional<Objection> objection = objectionByRules(item);
      if (objection.isPresent()) {
        return;
      }
      Rule rule = allowing(item).orElseThrow();
      if (item.shielded()) {
        return;
      }
      if (shieldedByUs.contains(item.code())) {
        wait(
            item,
            "SHIELD_INEFFECTIVE: it was shielded and failed again, or somebody took the shield back;"
                + " repair it");
      } else if (item.skippable() == Skippable.NO) {
        wait(item, "the service does not let it be shielded; repair it");
      } else if (!item.shieldable()) {
        wait(item, "the service's shield call does not know this item; repair it");
      } else {
        shields.add(new AllowedShield(item, rule));
      }
    }

    private void addWarning(PrecheckItem item) {
      Optional<Rule> rule = strongest(item);
      if (rule.isPresent() || neverItems.contains(item.code())) {
        objectionByRules(item);
        return;
      }
      switch (policy.warnings()) {
        case ACCEPT -> {}
        case DENY -> wait(item, "it is a warning, and the policy denies warnings");
        case ASK, SUSPEND -> ask(item, "it is a warning that no rule accepts");
      }
    }

    /** Records what rules object to, if they do; empty when a live rule allows the item. */
    private Optional<Objection> objectionByRules(PrecheckItem item) {
      String placed = item.shielded() ? "it is shielded at the service, but " : "";
      String takeBack = item.shielded() ? "; take the shield back there" : "";
      if (neverItems.contains(item.code())) {
        return Optional.of(wait(item, placed + "the account's own policy says never" + takeBack));
      }
      Optional<Rule> rule = strongest(item);
      if (rule.isEmpty()) {
        Optional<Rule> expired = expired(item);
        return Optional.of(
            expired.isPresent()
                ? wait(
                    item,
                    placed + "the rule at " + expired.get().origin() + " has expired" + takeBack)
                : wait(item, placed + "no rule allows it" + hopeless(item) + takeBack));
      }
      return switch (rule.get().decision()) {
        case NEVER ->
            Optional.of(
                wait(
                    item,
                    placed + "the rule at " + rule.get().origin() + " says never" + takeBack));
        case ASK ->
            Optional.of(
                ask(
                    item,
                    placed + "the rule at " + rule.get().origin() + " asks a person to decide"));
        case ALLOW -> Optional.empty();
      };
    }

    private static String hopeless(PrecheckItem item) {
      return item.shielded() || item.shieldable()
          ? ""
          : ", and none could: the service has no way to shield it; repair it";
    }

    /** Never beats ask, and ask beats allow. */
    private Optional<Rule> strongest(PrecheckItem item) {
      Optional<Rule> never = live(item, Rule.Decision.NEVER);
      if (never.isPresent()) {
        return never;
      }
      Optional<Rule> ask = live(item, Rule.Decision.ASK);
      return ask.isPresent() ? ask : live(item, Rule.Decision.ALLOW);
    }

    private Optional<Rule> allowing(PrecheckItem item) {
      return live(item, Rule.Decision.ALLOW);
    }

    private Optional<Rule> live(PrecheckItem item, Rule.Decision decision) {
      return policy.rules().stream()
          .filter(r -> r.decision() == decision && concerns(r, item) && !isOver(r))
          .findFirst();
    }

    private Optional<Rule> expired(PrecheckItem item) {
      return policy.rules().stream()
          .filter(r -> r.decision() == Rule.Decision.ALLOW && concerns(r, item) && isOver(r))
          .findFirst();
    }

    // An expired permission permits nothing; a prohibition does not lapse.
    private boolean isOver(Rule rule) {
      Instant expires = rule.expires();
      return rule.decision() == Rule.Decision.ALLOW && expires != null && !now.isBefore(expires);
    }

    Objection wait(PrecheckItem item, String why) {
      Objection objection = new Objection(item, why);
      refusals.add(objection);
      return objection;
    }

    Objection ask(PrecheckItem item, String why) {
      Objection objection = new Objection(item, why);
      questions.add(objection);
      return objection;
    }

    GateDecision decision() {
      if (!refusals.isEmpty()) {
        List<Objection> all = new ArrayList<>(refusals);
        all.addAll(questions);
        return GateDecision.object(Kind.WAIT, all);
      }
      if (!questions.isEmpty()) {
        return GateDecision.object(Kind.ASK, questions);
      }
      return shields.isEmpty() ? GateDecision.proceed() : GateDecision.shield(shields);
    }
  }

  private boolean concerns(Rule rule, PrecheckItem item) {
    return rule.item().equals(item.code())
        && (rule.migrations().isEmpty() || rule.migrations().contains(migration))
        && concernsEndpoint(rule, item)
        && concernsObjects(rule, item);
  }

  /** Where the service names no side, a prohibition holds and a permission does not. */
  private static boolean concernsEndpoint(Rule rule, PrecheckItem item) {
    return rule.endpoint().isEmpty()
        || rule.endpoint().equals(item.endpoint())
        || (rule.decision() != Rule.Decision.ALLOW && item.endpoint().isEmpty());
  }

  /**
   * A permission must cover every object of the item; a prohibition need only be able to touch one.
   */
  private static boolean concernsObjects(Rule rule, PrecheckItem item) {
    if (rule.objects().isEmpty()) {
      return true;
    }
    return rule.decision() == Rule.Decision.ALLOW
        ? !item.mayConcernMore() && rule.objects().containsAll(item.objects())
        : item.mayConcernMore() || item.objects().stream().anyMatch(rule.objects()::contains);
  }
}
