package io.tidegate.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Files that nobody would write: each is understood, or all that is wrong with it is said. */
class MigrationFileFuzzTest {
  /** What the largest files take here is a tenth of it. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final int MEBIBYTE = 1 << 20;

  private static final String GOOD =
      """
      account: hangzhou
      policy: &policy
        warnings: accept
        rules:
          - &rule
            item: CHECK_SAME_OBJ
            decision: allow
            reason: "tables are created ahead"
            expires: 2027-03-31
            objects: [shop.orders, 'shop.lines']
          - item: CHECK_SERVER_ID
            decision: ask
            approvers: [dba-oncall]
            migrations: [orders]
      rounds: {max: 7, give-up-after: P3D}
      until: finished
      migrations:
        - name: orders
          job: dtsi76118o3w92
        - {name: users, job: dtsi76118o3w93, account: beijing, policy: *policy}
      """;

  private static final List<String> PIECES =
      List.of(
          "account: ",
          "policy: ",
          "warnings: ",
          "rules: ",
          "item: ",
          "decision: ",
          "reason: ",
          "expires: ",
          "approvers: ",
          "objects: ",
          "endpoint: ",
          "rounds: ",
          "max: ",
          "until: ",
          "give-up-after: ",
          "migrations: ",
          "name: ",
          "job: ",
          "allow",
          "never",
          "finished",
          "a",
          "CHECK_SRC",
          "2027-02-30",
          "2027-03-31T25:00",
          "PT-1S",
          "P9999999999D",
          "99999999999",
          "-0",
          "1e9",
          "~",
          "null",
          "true",
          "- ",
          "-",
          "? ",
          ": ",
          ":",
          ", ",
          "{",
          "}",
          "[",
          "]",
          "|\n",
          ">-\n",
          "|9\n",
          "\"",
          "'",
          "\\",
          "\\u0",
          "\\x",
          "&a ",
          "*a",
          "*",
          "&",
          "<<: ",
          "!!str ",
          "!!binary ",
          "!!java.net.URL ",
          "!<tag:x> ",
          "!",
          "!!",
          "%YAML 1.2\n",
          "%YAML 9.9\n",
          "%TAG ! x\n",
          "%",
          "---\n",
          "...\n",
          "# ",
          "@",
          "`",
          "\n",
          "\r",
          "\n  ",
          "\n    ",
          "\t",
          " ",
          "\u0000",
          "\u0007",
          "\u001b[2J",
          "\u0085",
          "\u2028",
          "\u202e",
          "\u200b",
          "\ufeff",
          "\ud83d",
          "\ud83d\ude00",
          "错误",
          "é");

  @Property(seed = "1")
  void piecesOfFilesAreUnderstoodOrRefusedWithTheirPlace(@ForAll("pieces") String yaml) {
    assertUnderstoodOrRefused(yaml);
  }

  @Example
  void anEscapeWithoutItsDigitsIsRefused() {
    for (String escape : new String[] {"\\x", "\\u", "\\U", "\\U00110000", "\\UFFFFFFFF"}) {
      assertThat(problems("account: \"" + escape + "\""))
          .singleElement()
          .asString()
          .contains("not YAML");
    }
  }

  @Property(seed = "2")
  void damagedFilesAreUnderstoodOrRefusedWithTheirPlace(@ForAll("damaged") String yaml) {
    assertUnderstoodOrRefused(yaml);
  }

  @Property(seed = "3")
  void anyTextIsUnderstoodOrRefusedWithItsPlace(@ForAll String yaml) {
    assertUnderstoodOrRefused(yaml);
  }

  @Property(seed = "4", tries = 40)
  void howeverDeepAFileIsNestedItIsRefused(@ForAll("nestings") String nesting) {
    for (int depth : new int[] {50, 5_000, MEBIBYTE / nesting.length()}) {
      String yaml = "migrations: " + nesting.repeat(depth);
      assertUnderstoodOrRefused(yaml);
      assertUnderstoodOrRefused(yaml.substring("migrations: ".length()));
    }
  }

  @Example
  void aFileThatContainsItselfIsRefused() {
    assertThat(problems("account: a\nmigrations: &m [*m]\n")).isNotEmpty();
    assertThat(problems("&f {account: a, migrations: [*f], *f : *f}\n")).isNotEmpty();
  }

  @Example
  void aliasesThatGrowAFileBeyondItsSizeAreRefused() {
    String objects = "[" + "a,".repeat(100_000) + "a]";
    String rules = "{item: A, decision: never, objects: *o},".repeat(20);
    String migrations = "{name: a, job: a, policy: *p},".repeat(20);
    String yaml =
        "account: &x {o: &o %s}\npolicy: &p {rules: [%s]}\nmigrations: [%s]\n"
            .formatted(objects, rules, migrations);

    assertThat(problems(yaml)).singleElement().asString().contains("alias");
  }

  @Example
  void moreRulesOrMigrationsThanAFileMayHaveAreRefused() {
    String rules = "{item: A, decision: never},".repeat(MigrationFileReader.MOST_RULES + 1);
    String migrations = "{name: a, job: a},".repeat(MigrationFileReader.MOST_MIGRATIONS + 1);

    assertThat(problems("account: a\nmigrations: [%s]\n".formatted(migrations)))
        .anyMatch(p -> p.startsWith("f:2:13: migrations: "));
    assertThat(
            problems(
                "account: a\npolicy: {rules: [%s]}\nmigrations: [{name: a, job: a}]\n"
                    .formatted(rules)))
        .anyMatch(p -> p.startsWith("f:2:17: rules: "));
  }

  @Example
  void theLargestFilesAreReadInBoundedTime() {
    StringBuilder names = new StringBuilder();
    StringBuilder migrations = new StringBuilder();
    for (int i = 0; migrations.length() < MEBIBYTE / 2 - 100; i++) {
      names.append("m").append(i).append(',');
      migrations.append("{name: m").append(i).append(", job: j").append(i).append("},");
    }
    // Every rule for every migration; then the same with names that are not there.
    String one = "{item: A, decision: never, migrations: [%s]}".formatted(names);
    String file = "account: a\npolicy: {rules: [%s]}\nmigrations: [%s]\n";
    assertUnderstoodOrRefused(file.formatted(one, migrations));
    assertUnderstoodOrRefused(file.formatted(one.replace("m", "n"), migrations));
    assertUnderstoodOrRefused("account: a\n" + "migrationz: 1\n".repeat(MEBIBYTE / 15));
    assertUnderstoodOrRefused("? " + "x".repeat(MEBIBYTE - 10) + "\n: 1\n");
    assertUnderstoodOrRefused("account: \"" + "\\u001b".repeat(MEBIBYTE / 7) + "\"\n");
  }

  private static void assertUnderstoodOrRefused(String yaml) {
    assertTimeoutPreemptively(LONGEST, () -> problems(yaml))
        .forEach(
            problem ->
                assertThat(problem)
                    .matches("f(:\\d+:\\d+)?: [^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+")
                    .hasSizeLessThan(1_000));
  }

  /** What is wrong with it, or nothing: whatever else is thrown fails the test. */
  private static List<String> problems(String yaml) {
    try {
      MigrationFileReader.parse("f", yaml);
      return List.of();
    } catch (FileProblems e) {
      assertThat(e.problems()).isNotEmpty().hasSizeLessThan(30);
      return e.problems();
    }
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> nestings() {
    return Arbitraries.of(
        "[", "{a: ", "- ", "? ", "[{", "{? ", "!!seq [", "- - ", "\n- ", "a: [", "[[]", "{}: ",
        "&a [", "\"", "|\n ", "[a, ", "'a': {");
  }

  @Provide
  Arbitrary<String> damaged() {
    Arbitrary<UnaryOperator<String>> damage =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 12),
                Arbitraries.of(PIECES))
            .as((at, cut, put) -> text -> damaged(text, at, cut, put));
    return damage
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(
            all -> {
              String text = GOOD;
              for (UnaryOperator<String> one : all) {
                text = one.apply(text);
              }
              return text;
            });
  }

  private static String damaged(String text, double at, int cut, String put) {
    int from = (int) (at * text.length());
    return text.substring(0, from) + put + text.substring(Math.min(text.length(), from + cut));
  }
}
