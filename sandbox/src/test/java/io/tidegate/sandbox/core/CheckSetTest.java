package io.tidegate.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckSetTest {
  @ParameterizedTest
  @CsvSource({
    "alibaba, ALIBABA",
    "tencent, TENCENT_MIGRATION",
    "tencent-2018, TENCENT_MIGRATION",
    "alibaba-sync, ALIBABA_SYNC",
    "tencent-sync, TENCENT_SYNC",
    "oms, OMS",
    "klingon, ALIBABA"
  })
  void a_dialect_has_its_set_and_an_unknown_one_alibabas(String dialect, CheckSet set) {
    assertThat(CheckSet.of(dialect)).isEqualTo(set);
  }
}
