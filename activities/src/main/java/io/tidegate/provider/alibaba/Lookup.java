package io.tidegate.provider.alibaba;

import io.tidegate.provider.ProviderException;
import io.tidegate.provider.ProviderException.Kind;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks by an id without knowing which kind of id it is. */
final class Lookup {

  /** Empty where the service does not take the id. */
  static <T> Optional<T> ifKnown(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (ProviderException e) {
      // An id of the other kind is "not valid" rather than "not found".
      if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.CALLER) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Lookup() {}
}
