package io.tidegate.sandbox.dialect.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoncesTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final Nonces nonces = new Nonces(Duration.ofMinutes(30));

  @Test
  void aNonceIsNewOnceForEachKeyUntilItsTimeIsOver() {
    assertThat(nonces.isNew("one", "n", NOW)).isTrue();
    assertThat(nonces.isNew("one", "n", NOW.plusSeconds(1_799))).isFalse();
    assertThat(nonces.isNew("other", "n", NOW)).isTrue();
    assertThat(nonces.isNew("one", "m", NOW)).isTrue();
    assertThat(nonces.isNew("one", "n", NOW.plusSeconds(1_800))).isTrue();
  }

  @Test
  void ofLongNoncesNoMoreIsKeptThanOfShortOnes() {
    String rest = "x".repeat(1 << 20);

    assertThat(Nonces.kept("one", rest)).hasSize(Nonces.kept("one", "n").length());
    assertThat(nonces.isNew("one", "1" + rest, NOW)).isTrue();
    assertThat(nonces.isNew("one", "2" + rest, NOW)).isTrue();
    assertThat(nonces.isNew("one", "1" + rest, NOW)).isFalse();
  }
}
