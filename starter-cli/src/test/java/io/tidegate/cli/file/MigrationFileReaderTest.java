package io.tidegate.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.workflow.contract.MigrationRequest;
import io.tidegate.workflow.contract.MigrationRequest.Until;
import io.tidegate.workflow.contract.PlanRequest;
import io.tidegate.workflow.contract.Policy.Warnings;
import io.tidegate.workflow.contract.Rounds;
import io.tidegate.workflow.contract.Rule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationFileReaderTest {
  private static final String GOOD =
      """
      account: hangzhou
      policy:
        warnings: accept
        rules:
          - item: CHECK_SAME_OBJ
            decision: allow
            reason: tables are created ahead
            expires: 2027-03-31
          - item: CHECK_SERVER_ID
            decision: ask
            approvers: [dba-oncall]
            migrations: [orders]
          - item: CHECK_TOPOLOGY
            decision: never
      rounds: {max: 7, give-up-after: P3D}
      until: finished
      migrations:
        - name: orders
          job: dtsi76118o3w92
        - name: users
          job: dtsi76118o3w93
          account: beijing
          rounds: {max: 2}
          policy:
            warnings: deny
            rules:
              - item: CHECK_SRC
                decision: allow
                reason: a reason
                expires: 2027-01-01T12:00:00+08:00
      """;

  @Test
  void aWholeFileIsUnderstood() {
    MigrationFile file = MigrationFileReader.parse("tidegate.yaml", GOOD);

    assertThat(file.migrations())
        .extracting(PlanRequest.Entry::name)
        .containsExactly("orders", "users");
    PlanRequest.Entry orders = file.migrations().get(0);
    assertThat(orders.account()).isEqualTo("hangzhou");
    assertThat(orders.job()).isEqualTo("dtsi76118o3w92");
    assertThat(orders.policy().warnings()).isEqualTo(Warnings.ACCEPT);
    assertThat(orders.rounds()).isEqualTo(new Rounds(7, Duration.ofDays(3)));
    assertThat(orders.policy().rules())
        .extracting(Rule::item, Rule::origin)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("CHECK_SAME_OBJ", "tidegate.yaml:5"),
            org.assertj.core.groups.Tuple.tuple("CHECK_SERVER_ID", "tidegate.yaml:9"),
            org.assertj.core.groups.Tuple.tuple("CHECK_TOPOLOGY", "tidegate.yaml:13"));
  }

  @Test
  void aMigrationAddsToTheFilesRulesAndTakesNoneBack() {
    PlanRequest.Entry users = MigrationFileReader.parse("tidegate.yaml", GOOD).migrations().get(1);

    assertThat(users.account()).isEqualTo("beijing");
    assertThat(users.policy().warnings()).isEqualTo(Warnings.DENY);
    assertThat(users.rounds()).isEqualTo(new Rounds(2, Duration.ofDays(3)));
    assertThat(users.policy().rules())
        .extracting(Rule::item)
        .as("without the rule that is for orders alone")
        .containsExactly("CHECK_SAME_OBJ", "CHECK_TOPOLOGY", "CHECK_SRC");
  }

  @Test
  void aMigrationMayHaveAnotherEndThanTheFile() {
    MigrationFile file =
        MigrationFileReader.parse(
            "f",
            """
            account: a
            until: caught-up
            max-lag: PT10S
            migrations:
              - {name: orders, job: x}
              - {name: users, job: y, until: cut-over}
              - {name: logs, job: z, until: finished, max-lag: PT1M}
            """);

    assertThat(file.migrations())
        .extracting(PlanRequest.Entry::until, PlanRequest.Entry::maxLag)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Until.CAUGHT_UP, Duration.ofSeconds(10)),
            org.assertj.core.groups.Tuple.tuple(Until.CUT_OVER, Duration.ofSeconds(10)),
            org.assertj.core.groups.Tuple.tuple(Until.FINISHED, Duration.ofMinutes(1)));
    assertThat(MigrationFileReader.parse("f", GOOD).migrations())
        .extracting(PlanRequest.Entry::maxLag)
        .as("unless said")
        .containsOnly(MigrationRequest.DEFAULT_MAX_LAG);
  }

  @Test
  void aWaitAndALagMayBeTenYearsLong() {
    MigrationFile file =
        MigrationFileReader.parse(
            "f",
            """
            account: a
            rounds: {give-up-after: P3650D}
            max-lag: P3650D
            migrations:
              - {name: orders, job: x}
            """);

    assertThat(file.migrations())
        .extracting(entry -> entry.rounds().giveUpAfter(), PlanRequest.Entry::maxLag)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Duration.ofDays(3650), Duration.ofDays(3650)));
  }

  @Test
  void aRuleMaySayWhatBecomesOfForeignKeys() {
    MigrationFile file =
        MigrationFileReader.parse(
            "f",
            """
            account: a
            policy:
              rules:
                - {item: ConstraintCheck, decision: allow, reason: r, foreign-keys: migrate}
                - {item: OptimizeCheck, decision: allow, reason: r}
            migrations:
              - {name: orders, job: x}
            """);

    assertThat(file.migrations().get(0).policy().rules())
        .extracting(Rule::choice)
        .containsExactly("migrate", "");
  }

  @Test
  void aDateIsTheLastDayOfItsRule() {
    MigrationFile file = MigrationFileReader.parse("tidegate.yaml", GOOD);

    assertThat(file.migrations().get(0).policy().rules().get(0).expires())
        .isEqualTo(Instant.parse("2027-04-01T00:00:00Z"));
    assertThat(file.migrations().get(1).policy().rules().get(2).expires())
        .isEqualTo(Instant.parse("2027-01-01T04:00:00Z"));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("", "f: is empty; it needs at least account and migrations"),
        mistake("account: a\nmigrations: [", "f:2:14: not YAML: *"),
        mistake(
            "- a",
            "f:1:1: the file must be a mapping with the keys account, policy, rounds,"
                + " until, max-lag, migrations, and here is a list"),
        mistake(
            "account: a",
            "f:1:1: migrations: missing; list what to migrate, each with name and job"),
        mistake(
            "account: a\nmigrations: []",
            "f:2:13: migrations: is empty; list what to migrate," + " each with name and job"),
        mistake(
            "account: a\nmigrations: none",
            "f:2:13: migrations: must be a list, and here is a text"),
        mistake(
            "acount: a\n" + "migrations: [{name: n, job: j, account: a}]",
            "f:1:1: acount: no such key in the file; did you mean account?"),
        mistake(
            "colour: a\n" + "migrations: [{name: n, job: j, account: a}]",
            "f:1:1: colour: no such key in the file; there are account, policy, rounds, until,"
                + " max-lag, migrations"),
        mistake(one("account: b"), "f:4:1: account: written twice in the file; keep one"),
        mistake(
            "migrations: [{name: n, job: j}]",
            "f:1:14: account: missing here and at the top of the file"),
        mistake(
            "account: a\nmigrations: [{job: j}]",
            "f:2:14: name: missing in a migration; for example name: orders"),
        mistake(
            "account: a\nmigrations: [{name: n}]",
            "f:2:14: job: missing in a migration; for example job: dtsi76118o3w92"),
        mistake(
            "account: a\nmigrations: [{name: [n], job: j}]",
            "f:2:21: name: must be a text, and here is a list"),
        mistake(
            "account: a\nmigrations: [{name: , job: j}]",
            "f:2:20: name: must be a text, and here is nothing"),
        mistake(
            "account: a\nmigrations: [{name: 'a b', job: j}]",
            "f:2:14: name: 'a b' must be at"
                + " most 63 letters, digits, dots, dashes or underscores, and begin with a letter or digit"),
        mistake(
            "account: a\nmigrations:\n- {name: n, job: j}\n- {name: n, job: k}",
            "f:4:3: name: 'n' is the name of the migration in line 3"),
        mistake(
            "account: a\nmigrations:\n- {name: n, job: j}\n- {name: m, job: j}",
            "f:4:3: job: 'j' is the job of 'n'; a job has one migration"),
        mistake(
            one("policy: {warnings: maybe}"),
            "f:4:20: warnings: 'maybe' is not one of ask, accept, deny, suspend"),
        mistake(
            rule("item: X, decision: alow, reason: r"),
            "f:6:25: decision: 'alow' is not one of allow, ask, never; did you mean allow?"),
        mistake(
            rule("item: X"), "f:6:5: decision: missing in a rule; it is one of allow, ask, never"),
        mistake(
            rule("decision: never"),
            "f:6:5: item: missing in a rule; for example item: CHECK_SAME_OBJ"),
        mistake(
            rule("item: '*', decision: never"),
            "f:6:5: item: '*' is not an item's code such as CHECK_SAME_OBJ"),
        mistake(
            rule("item: X, decision: allow"),
            "f:6:5: reason: missing; a rule that allows says why"),
        mistake(
            rule("item: X, decision: never, expires: 2027-02-30"),
            "f:6:41: expires: '2027-02-30' is not a date such as 2027-03-31 (the last day it holds,"
                + " UTC) or a time such as 2027-03-31T18:00:00Z"),
        mistake(
            rule("item: X, decision: never, approvers: [a]"),
            "f:6:5: approvers: only with decision: ask"),
        mistake(
            rule("item: X, decision: never, migrations: [nn]"),
            "f:6:5: migrations: this file has no migration 'nn'"),
        mistake(
            rule("item: X, decision: never, endpoint: both"),
            "f:6:42: endpoint: 'both' is not one of source, target"),
        mistake(
            rule("item: X, decision: never}\n  - {item: X, decision: ask"),
            "f:7:5: item: line 6 has a rule for the same X; keep one"),
        mistake(
            one("rounds: {max: five}"), "f:4:15: max: 'five' is not a whole number from 1 to 100"),
        mistake(one("rounds: {max: 0}"), "f:4:15: max: '0' is not a whole number from 1 to 100"),
        mistake(
            one("rounds: {give-up-after: 3d}"),
            "f:4:25: give-up-after: '3d' is not a duration such as PT15M or P3D"),
        mistake(
            one("rounds: {recheck-every: PT15M}"),
            "f:4:25: recheck-every: is not available"
                + " yet; remove it and recheck with ./tidegate recheck"),
        mistake(
            one("rounds: {start-window: '22:00-05:00'}"),
            "f:4:24: start-window: is not"
                + " available yet; remove it and start it when it may start"),
        mistake(
            one("rounds: {give-up-after: P400000000000D}"),
            "f:4:25: give-up-after: 'P400000000000D' is longer than ten years (P3650D); leave it"
                + " out to wait for ever"),
        mistake(
            one("rounds: {give-up-after: PT87600H0.000000001S}"),
            "f:4:25: give-up-after: 'PT87600H0.000000001S' is longer than ten years (P3650D);"
                + " leave it out to wait for ever"),
        mistake(
            one("rounds: {give-up-after: P999999999999999D}"),
            "f:4:25: give-up-after: 'P999999999999999D' is not a duration such as PT15M or P3D"),
        mistake(
            one("max-lag: P3651D"), "f:4:10: max-lag: 'P3651D' is longer than ten years (P3650D)"),
        mistake(
            "account: a\nmigrations:\n- {name: n, job: j, max-lag: P3651D}",
            "f:3:30: max-lag: 'P3651D' is longer than ten years (P3650D)"),
        mistake(one("max-lag: 5s"), "f:4:10: max-lag: '5s' is not a duration such as PT5S"),
        mistake("a: &a [*a]", "f:1:8: *a: this alias stands within what it means"));
  }

  private static Arguments mistake(String yaml, String message) {
    return Arguments.of(yaml, message);
  }

  /** A good file of three lines, and one more. */
  private static String one(String line) {
    return "account: a\nmigrations:\n- {name: n, job: j}\n" + line;
  }

  private static String rule(String rule) {
    return one("policy:\n  rules:\n  - {" + rule + "}");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedWithItsPlaceAndWhatWouldBeRight(String yaml, String message) {
    FileProblems problems =
        catchThrowableOfType(FileProblems.class, () -> MigrationFileReader.parse("f", yaml));

    assertThat(problems.problems())
        .anySatisfy(
            p -> {
              if (message.endsWith("*")) {
                assertThat(p).startsWith(message.substring(0, message.length() - 1));
              } else {
                assertThat(p).isEqualTo(message);
              }
            });
  }

  @Test
  void allMistakesAreNamedAtOnceUpToTwenty() {
    String entries =
        IntStream.range(0, 30)
            .mapToObj(i -> "- {name: n" + i + "}")
            .collect(Collectors.joining("\n"));

    FileProblems problems =
        catchThrowableOfType(
            FileProblems.class,
            () -> MigrationFileReader.parse("f", "account: a\nmigrations:\n" + entries));

    assertThat(problems.problems()).hasSize(21).last().isEqualTo("f: and 10 more");
  }

  @Test
  void whatIsNotATextFileOfItsSizeIsRefused(@TempDir Path folder) throws Exception {
    Path big = Files.writeString(folder.resolve("big.yaml"), "#".repeat((1 << 20) + 1));
    Path latin =
        Files.write(folder.resolve("latin.yaml"), "é".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> MigrationFileReader.read(big))
        .hasMessageContaining("larger than 1 MiB");
    assertThatThrownBy(() -> MigrationFileReader.read(latin)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> MigrationFileReader.read(folder.resolve("none.yaml")))
        .hasMessageContaining("there is no such file");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(30)
  void whatHasNoEndIsReadNoFurtherThanAFileMayBeLong() {
    assertThatThrownBy(() -> MigrationFileReader.read(Path.of("/dev/zero")))
        .isInstanceOf(FileProblems.class)
        .hasMessageContaining("/dev/zero: is larger than 1 MiB; split it");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    String bomb =
        "a: &a [x, x]\n"
            + IntStream.range(0, 60)
                .mapToObj(i -> "b" + i + ": *a")
                .collect(Collectors.joining("\n"));

    assertThatThrownBy(() -> MigrationFileReader.parse("f", bomb)).hasMessageContaining("not YAML");
  }

  @Test
  void aNameThatTheFileDoesNotHaveIsNamed() {
    MigrationFile file = MigrationFileReader.parse("tidegate.yaml", GOOD);

    assertThat(file.select(List.of("users"))).hasSize(1);
    assertThatThrownBy(() -> file.select(List.of("order")))
        .hasMessage("tidegate.yaml: there is no migration 'order'; did you mean orders?");
  }
}
