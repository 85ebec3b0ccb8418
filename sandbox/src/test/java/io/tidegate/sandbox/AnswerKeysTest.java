package io.tidegate.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerKeysTest {
  private static final String SAMPLE =
      """
      {"State":"Done","Total":1,"Share":0.5,"Note":null,"Steps":[{"Name":"a","Tips":[]}]}""";

  @Test
  void the_elements_of_an_array_together_have_the_keys_of_the_samples() {
    assertThatCode(
            () ->
                compare(
                    """
                    {"Steps":[{"Name":"b"},{"Tips":[],"Name":"c"}],
                     "Note":null,"Share":7.0,"Total":9,"State":""}""",
                    Map.of()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      "State":"Done", |                  | State          | is not answered
      "Total":1       | "Total":"1"      | Total          | is [STRING], not [INTEGER]
      "Share":0.5     | "Share":1        | Share          | is [INTEGER], not [DECIMAL]
      "Note":null     | "Note":""        | Note           | is [STRING], not [NULL]
      "Tips":[]       | "Tips":{}        | Steps[].Tips   | is [OBJECT], not [ARRAY]
      {"Name":"a",    | {                | Steps[].Name   | is not answered
      "Tips":[]       | "Tips":[{"A":1}] | Steps[].Tips[] | is in no sample
      """)
  void a_key_that_differs_is_told_and_a_stated_one_is_not(
      String printed, String answered, String key, String told) {
    String answer = SAMPLE.replace(printed, answered == null ? "" : answered);

    assertThatThrownBy(() -> compare(answer, Map.of()))
        .hasMessageContaining("{\"" + key + "\"=\"" + told + "\"}");
    assertThatCode(() -> compare(answer, Map.of(key, "a reason"))).doesNotThrowAnyException();
  }

  @Test
  void an_exception_that_is_none_is_told() {
    assertThatThrownBy(() -> compare(SAMPLE, Map.of("Total", "a reason")))
        .hasMessageContaining("exceptions that are none")
        .hasMessageContaining("Total");
  }

  private static void compare(String answer, Map<String, String> exceptions) {
    new AnswerKeys().add(answer).assertAreThoseOf(new AnswerKeys().add(SAMPLE), exceptions);
  }
}
