package io.tidegate.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.SandboxFixture;
import io.tidegate.sandbox.SandboxFixture.AdminAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Bodies that nobody means: done, or refused in one line of JSON. */
class AdminFuzzTest {
  private static final List<String> PATHS =
      List.of("/admin/jobs", "/admin/faults", "/admin/clock", "/admin/oms");

  private static final List<String> BODIES =
      List.of(
          SandboxFixture.NEW_JOB,
          "{\"action\":\"StartDtsJob\",\"fault\":\"late\",\"times\":2,\"duration\":\"PT1S\"}",
          "{\"advance\":\"PT5M\",\"signatures\":false}",
          "{\"version\":\"4.2.12-CE\",\"skippable\":{\"DB_TIMEZONE\":true}}");

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "9".repeat(400),
          "2147483648",
          "\"\"",
          "\" \"",
          "\\",
          "\\u0000",
          "\\ud83d",
          "\u0000",
          "\u001b",
          "\ufeff",
          "PT-1S",
          "P3650D",
          "P99999999999D",
          "PT1E9S",
          "'; --",
          "错",
          "x".repeat(5_000),
          "[".repeat(2_000),
          "{\"a\":".repeat(2_000),
          "/*",
          "NaN",
          "Infinity");

  private SandboxFixture sandbox;

  @BeforeProperty
  void start() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    sandbox = new SandboxFixture(Files.createTempDirectory(target, "fuzz"));
  }

  @AfterProperty
  void stop() {
    sandbox.close();
  }

  @Property(seed = "1")
  void aDamagedBodyIsDoneOrRefusedInOneLine(
      @ForAll("paths") String path, @ForAll("damaged") String body) {
    assertDoneOrRefused(path, body);
  }

  @Property(seed = "2")
  void anyTextIsDoneOrRefusedInOneLine(@ForAll("paths") String path, @ForAll String body) {
    assertDoneOrRefused(path, body);
  }

  @Example
  void theClockIsNotSteppedBeyondWhatADateCanSay() {
    AdminAnswer last = sandbox.admin("POST", "/admin/clock", "{\"advance\":\"P3650D\"}");
    assertThat(last.status()).isEqualTo(200);

    last = sandbox.admin("POST", "/admin/clock", "{\"advance\":\"PT1S\"}");

    assertThat(last.status()).isEqualTo(400);
    assertThat(last.body().path("error").asText()).contains("P3650D");
  }

  private void assertDoneOrRefused(String path, String body) {
    AdminAnswer answer = sandbox.admin("POST", path, body);

    assertThat(answer.status()).as(body + " " + answer.text()).isIn(200, 201, 400);
    assertThat(answer.text().strip()).doesNotContain("\n", "Exception", "canary-");
    if (answer.status() == 400) {
      assertThat(answer.body().path("error").asText()).isNotBlank().hasSizeLessThan(1_000);
    }
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(PATHS);
  }

  @Provide
  Arbitrary<String> damaged() {
    Arbitrary<Damage> damage =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 10),
                Arbitraries.of(PIECES))
            .as(Damage::new);
    return Combinators.combine(Arbitraries.of(BODIES), damage.list().ofMinSize(1).ofMaxSize(3))
        .as(
            (body, all) -> {
              String text = body;
              for (Damage one : all) {
                text = one.to(text);
              }
              return text;
            });
  }

  private record Damage(double at, int cut, String put) {
    String to(String text) {
      int from = (int) (at * text.length());
      return text.substring(0, from) + put + text.substring(Math.min(text.length(), from + cut));
    }
  }
}
