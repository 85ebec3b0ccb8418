package io.tidegate.provider.oms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2025-01-02T03:04:05, 2025-01-02T03:04:05.000",
    "2025-01-02T03:04:05.12, 2025-01-02T03:04:05.120",
    "2025-01-02T03:04:05.123456, 2025-01-02T03:04:05.123",
    "2025-01-02T03:04:05Z, 2025-01-02T03:04:05.000",
    "2025-01-02T19:57:28.000+00:00, 2025-01-02T19:57:28.000",
    "2025-01-02T03:04:05+08:00, 2025-01-01T19:04:05.000",
    "2025-01-02T03:04:05+0800, 2025-01-01T19:04:05.000",
    "2025-01-02, ''",
    "2025-13-02T03:04:05, ''",
    "never, ''",
    "'', ''",
    ", ''",
  })
  void timesSortAsTextsWhateverTheZone(String sent, String sortable) {
    assertThat(Times.sortable(sent)).isEqualTo(sortable);
  }
}
