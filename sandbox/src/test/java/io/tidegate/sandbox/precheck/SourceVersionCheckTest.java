package io.tidegate.sandbox.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceVersionCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "5.5.62",
        "5.7.44-log",
        "8.0.31",
        "8.4.3",
        "10.0.38-MariaDB",
        "5.5.5-10.6.12-MariaDB-log",
        "11.4.5-MariaDB",
        "12.0.2-MariaDB"
      })
  void supported(String version) {
    assertThat(SourceVersionCheck.isSupported(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.1.73", "9.1.0", "5.5.68-MariaDB", "13.0.0-MariaDB", "who knows"})
  void not_supported(String version) {
    assertThat(SourceVersionCheck.isSupported(version)).isFalse();
  }
}
