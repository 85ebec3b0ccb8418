package io.tidegate.sandbox.precheck;

import static io.tidegate.sandbox.precheck.TencentSteps.database;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.sandbox.core.CheckResult.Verdict;
import io.tidegate.sandbox.core.Endpoint;
import io.tidegate.sandbox.core.Finding;
import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of Tencent's steps can be told without a server, or on none that is at hand. */
class TencentStepsTest {
  private static final Endpoint NOWHERE = new Endpoint("127.0.0.1", 1, "u", "p");

  @ParameterizedTest
  @CsvSource({"ON, PASSED", "OFF, WARNING", "ON_PERMISSIVE, FAILED", "OFF_PERMISSIVE, FAILED"})
  void a_gtid_mode_is_judged_by_how_far_it_is(String value, Verdict verdict) {
    assertThat(BinlogStep.gtidMode(value).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "0, CONFIG, FAILED",
    "1, COMPILE-TIME, FAILED",
    "1, COMPILED, FAILED",
    "1, COMMAND-LINE, PASSED",
    "101, SQL, PASSED",
    "101, , PASSED",
    "1, , WARNING"
  })
  void a_server_id_must_have_been_given(long id, String origin, Verdict verdict) {
    assertThat(ServerIdOrigin.judge(id, Optional.ofNullable(origin)).verdict()).isEqualTo(verdict);
  }

  @Test
  void room_is_a_fifth_more_than_the_tables_and_what_is_not_seen_is_never_enough() {
    assertThat(TargetSpaceStep.room(100, OptionalLong.of(120)).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(TargetSpaceStep.room(100, OptionalLong.of(119)).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(TargetSpaceStep.room(0, OptionalLong.empty()).verdict()).isEqualTo(Verdict.WARNING);
  }

  @Test
  void the_disk_of_a_folder_is_the_one_mounted_nearest_above_it() {
    List<Sql.Row> disks =
        List.of(
            new Sql.Row(List.of("/", "1")),
            new Sql.Row(List.of("/var/lib", "2")),
            new Sql.Row(List.of("/var/lib/my", "3")));
    assertThat(TargetSpaceStep.free(disks, "/var/lib/mysql/")).hasValue(2048);
    assertThat(TargetSpaceStep.free(disks, "/srv/data/")).hasValue(1024);
    assertThat(TargetSpaceStep.free(List.of(), "/srv/data/")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"NULL, PASSED", "'', PASSED", ".*, FAILED"})
  void unique_checks_may_not_be_left_out(String value, Verdict verdict) {
    assertThat(OptimizeStep.uniqueChecks(value).verdict()).isEqualTo(verdict);
  }

  @Test
  void a_step_is_as_bad_as_its_worst_finding_and_tells_of_that() {
    Answer answer =
        Answer.of(
            List.of(
                found("one", Verdict.PASSED, ""),
                found("two", Verdict.WARNING, ""),
                found("three", Verdict.FAILED, "")));
    assertThat(answer.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(answer.error()).contains("three").doesNotContain("two");
    assertThat(answer.detail()).isEqualTo("three: reason of three");
    assertThat(answer.repair()).isEqualTo("repair three");
    assertThat(answer.objects()).containsExactly("shop.three");
    assertThat(answer.findings()).hasSize(3);
  }

  @Test
  void a_step_may_be_passed_over_unless_something_failed_that_may_not() {
    assertThat(Answer.of(List.of(found("a", Verdict.FAILED, "a risk"))).allowsSkip()).isTrue();
    assertThat(
            Answer.of(List.of(found("a", Verdict.FAILED, "a risk"), found("b", Verdict.FAILED, "")))
                .allowsSkip())
        .isFalse();
    assertThat(Answer.of(List.of(found("b", Verdict.PASSED, ""))).allowsSkip()).isTrue();
  }

  @Test
  void a_question_that_is_refused_fails_in_the_servers_words_and_leaves_the_others_alone() {
    Step step =
        new Step() {
          @Override
          public String code() {
            return "Step";
          }

          @Override
          public List<Question> questions() {
            return List.of(
                Question.of(
                    "refused",
                    "",
                    inspection -> {
                      throw new SQLException("no such privilege");
                    }),
                Question.where("unknown there", "", inspection -> Optional.empty()),
                Question.of("asked", "", inspection -> Answer.passed()));
          }
        };
    Answer answer = step.ask(new Inspection(TencentSteps.spec(NOWHERE, NOWHERE, database("shop"))));
    assertThat(answer.findings())
        .extracting(Finding::name, Finding::verdict)
        .containsExactly(tuple("refused", Verdict.FAILED), tuple("asked", Verdict.PASSED));
    assertThat(answer.detail()).contains("no such privilege");
  }

  private static Finding found(String name, Verdict verdict, String risk) {
    return new Finding(
        name, verdict, "", "reason of " + name, "repair " + name, risk, List.of("shop." + name));
  }
}
