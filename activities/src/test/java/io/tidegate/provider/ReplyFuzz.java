package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.temporal.common.converter.DefaultDataConverter;
import io.tidegate.provider.ProviderException.Effect;
import io.tidegate.workflow.contract.ChecksPage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** Replies that no service would send, over a real connection, and what may come of them. */
public abstract class ReplyFuzz {
  /** Replies as the service sends them, to be changed and damaged. */
  protected abstract Arbitrary<String> whole();

  /** The words that any vocabulary of the service knows, in lower case. */
  protected abstract List<String> known();

  protected static void assertValueOrFailure(Supplier<Object> call) {
    Object[] value = new Object[1];
    Throwable thrown = catchThrowable(() -> value[0] = call.get());
    if (thrown == null) {
      if (!(value[0] instanceof ChecksPage)) {
        assertThat(String.valueOf(value[0])).hasSizeLessThan(400_000);
      }
      assertThat(DefaultDataConverter.newDefaultInstance().toPayload(value[0])).isPresent();
      return;
    }
    assertThat(thrown).isInstanceOf(ProviderException.class);
    assertThat(thrown.getMessage()).hasSizeLessThan(3_000).doesNotContainPattern("\\p{Cc}");
    assertThat(((ProviderException) thrown).advice()).hasSizeLessThan(3_000);
  }

  protected static void assertUnclear(Supplier<Object> effect) {
    Throwable thrown = catchThrowable(effect::get);

    assertThat(thrown).isInstanceOf(ProviderException.class);
    assertThat(((ProviderException) thrown).effect()).isEqualTo(Effect.UNCLEAR);
  }

  protected static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  @Provide
  Arbitrary<byte[]> changed() {
    return Accidents.changed(whole());
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return Accidents.damaged(whole());
  }

  @Provide
  Arbitrary<Integer> successes() {
    return Arbitraries.of(200, 201, 202, 206, 226, 299);
  }

  /** None of those that are known, and many that look like one. */
  @Provide
  Arbitrary<String> words() {
    Arbitrary<String> near =
        Arbitraries.of(known())
            .flatMap(word -> Arbitraries.of(word + "s", word + "_", "not" + word, "x" + word));
    return Arbitraries.oneOf(near, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20))
        .filter(word -> !known().contains(word.toLowerCase(Locale.ROOT)));
  }
}
