package io.tidegate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.Provider;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialectsTest {
  static List<List<String>> ways() {
    return Dialects.all().stream()
        .flatMap(
            provider -> Dialects.waysToWrite(provider).stream().map(way -> List.of(provider, way)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatAnAccountMaySayOpensAProvider(List<String> way) {
    AccountSettings settings =
        new AccountSettings(
            "a",
            way.get(0),
            Dialects.nameOf(way.get(0), way.get(1)),
            "r",
            "127.0.0.1:1",
            true,
            null,
            CredentialsSource.fixed(new Credentials("k", "s", null)),
            0,
            null,
            null,
            null,
            null,
            null);

    Provider provider =
        WorkerConfiguration.provider(settings, new SimpleMeterRegistry(), Clock.systemUTC());

    assertThat(provider.capability()).isNotNull();
    assertThat(provider.endpoint()).isEqualTo("127.0.0.1:1");
  }
}
