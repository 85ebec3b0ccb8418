package io.tidegate.provider.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-04-23 20:21:35, 2026-04-23 20:21:35",
    "' 2026-04-23 20:21:35 ', 2026-04-23 20:21:35",
    "2026-04-23T20:21:35+08:00, 2026-04-23 20:21:35",
    "2026-04-23T12:21:35Z, 2026-04-23 20:21:35",
    "2026-04-23T23:21:35.250Z, 2026-04-24 07:21:35",
  })
  void everyFormOfATimeIsOneTextThatSorts(String sent, String sortable) {
    assertThat(Times.sortable(sent)).isEqualTo(sortable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0000-00-00 00:00:00",
        "2026-02-30 00:00:00",
        "+999999999-12-31T23:59:59Z",
        "yesterday",
        "T"
      })
  void whatIsNoTimeIsNone(String sent) {
    assertThat(Times.sortable(sent)).isEmpty();
  }

  @Test
  void anAbsentTimeIsNone() {
    assertThat(Times.sortable(null)).isEmpty();
  }
}
