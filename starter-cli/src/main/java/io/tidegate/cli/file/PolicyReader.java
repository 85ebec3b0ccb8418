package io.tidegate.cli.file;

import io.tidegate.workflow.contract.Policy;
import io.tidegate.workflow.contract.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code policy}: what may be passed over. */
final class PolicyReader {
  private static final List<String> KEYS = List.of("warnings", "rules");
  private static final List<String> RULE_KEYS =
      List.of(
          "item",
          "decision",
          "reason",
          "expires",
          "approvers",
          "migrations",
          "objects",
          "endpoint",
          "foreign-keys");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final Problems problems;
  private final Set<String> migrations;
  private final Map<Rule, Integer> linesByScope = new HashMap<>();

  /** What a file or a migration says; {@code warnings} is absent where it says nothing. */
  record Said(Policy.@Nullable Warnings warnings, List<Scoped> rules) {
    static final Said NOTHING = new Said(null, List.of());

    /** The rules that one migration has to carry. */
    List<Rule> rulesOf(String migration) {
      return rules.stream().filter(r -> r.concerns(migration)).map(Scoped::rule).toList();
    }
  }

  /** A rule, and the names in it once more, to be found without reading them all. */
  record Scoped(Rule rule, Set<String> names) {
    Scoped(Rule rule) {
      this(rule, Set.copyOf(rule.migrations()));
    }

    boolean concerns(String migration) {
      return names.isEmpty() || names.contains(migration);
    }
  }

  PolicyReader(Problems problems, Set<String> migrations) {
    this.problems = problems;
    this.migrations = migrations;
  }

  Said read(@Nullable Node node) {
    YamlMapping policy = node == null ? null : YamlMapping.of(node, "policy", KEYS, problems);
    if (policy == null) {
      return Said.NOTHING;
    }
    String warnings = policy.oneOf("warnings", List.of("ask", "accept", "deny", "suspend"));
    List<Scoped> rules = new ArrayList<>();
    for (Node rule : policy.list("rules", MigrationFileReader.MOST_RULES)) {
      Rule read = rule(rule);
      if (read != null) {
        rules.add(new Scoped(read));
      }
    }
    return new Said(
        warnings == null ? null : Policy.Warnings.valueOf(warnings.toUpperCase(Locale.ROOT)),
        rules);
  }

  private @Nullable Rule rule(Node node) {
    YamlMapping rule = YamlMapping.of(node, "a rule", RULE_KEYS, problems);
    if (rule == null) {
      return null;
    }
    String item = rule.requiredText("item", "a rule", "CHECK_SAME_OBJ");
    if (!item.isEmpty() && !item.matches("[A-Za-z0-9_.-]{1,128}")) {
      problems.add(
          rule.node(), "item: '" + item + "' is not an item's code such as CHECK_SAME_OBJ");
    }
    String decision = rule.oneOf("decision", List.of("allow", "ask", "never"));
    if (!rule.has("decision")) {
      problems.add(node, "decision: missing in a rule; it is one of allow, ask, never");
    }
    String reason = rule.text("reason");
    if ("allow".equals(decision) && !rule.has("reason")) {
      problems.add(node, "reason: missing; a rule that allows says why");
    }
    Instant expires =
        rule.parsed(
            "expires",
            "a date such as 2027-03-31 (the last day it holds, UTC) or a time such as"
                + " 2027-03-31T18:00:00Z",
            PolicyReader::end);
    List<String> approvers = rule.texts("approvers");
    if (rule.has("approvers") && decision != null && !decision.equals("ask")) {
      problems.add(node, "approvers: only with decision: ask");
    }
    List<String> names = rule.texts("migrations");
    for (String name : names) {
      if (!migrations.contains(name)) {
        problems.add(
            node,
            "migrations: this file has no migration '"
                + name
                + "'"
                + Suggestions.near(name, migrations));
      }
    }
    String endpoint = rule.oneOf("endpoint", List.of("source", "target"));
    String foreignKeys = rule.oneOf("foreign-keys", List.of("shield", "migrate"));
    if (item.isEmpty() || decision == null) {
      return null;
    }
    Rule read =
        new Rule(
            item,
            Rule.Decision.valueOf(decision.toUpperCase(Locale.ROOT)),
            reason,
            expires,
            approvers,
            names,
            rule.texts("objects"),
            endpoint == null ? "" : endpoint,
            foreignKeys == null ? "" : foreignKeys,
            problems.origin(node));
    refuseSecondOfSameScope(read, node);
    return read;
  }

  private void refuseSecondOfSameScope(Rule rule, Node node) {
    Rule scope =
        new Rule(
            rule.item(),
            Rule.Decision.NEVER,
            "",
            null,
            List.of(),
            rule.migrations(),
            rule.objects(),
            rule.endpoint(),
            "",
            "");
    Integer first = linesByScope.putIfAbsent(scope, problems.line(node));
    if (first != null) {
      problems.add(
          node, "item: line " + first + " has a rule for the same " + rule.item() + "; keep one");
    }
  }

  // A date is the last day on which the rule holds, so it ends where the next day begins.
  private static Instant end(String text) {
    return text.contains("T")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDate.parse(text, DATE).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
