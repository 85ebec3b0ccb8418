package io.tidegate.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
  @Test
  void a_range_begins_after_one_key_and_ends_with_another() {
    assertThat(new KeyRange(List.of("1", "2"), List.of("3", "4")).condition(List.of("a", "b")))
        .isEqualTo(
            "((a > 1) or (a = 1 and b > 2)) and a >= 1"
                + " and ((a < 3) or (a = 3 and b <= 4)) and a <= 3");
  }

  @Test
  void a_range_that_is_open_at_both_ends_is_everything() {
    assertThat(KeyRange.EVERYTHING.condition(List.of())).isEqualTo("true");
    assertThat(KeyRange.EVERYTHING.describe(List.of())).isEqualTo("all rows");
  }
}
