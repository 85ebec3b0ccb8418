package io.tidegate.workflow.contract;

import io.temporal.common.converter.EncodedValues;
import io.temporal.common.converter.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an activity's failure says beside its type and its message. */
public final class FailureDetails {
  private static final int REFUSED = 0;
  private static final int UNTOUCHED = 1;

  /**
   * As an {@code ApplicationFailure} takes them.
   *
   * @param refused the credentials that were refused, where they were
   * @param untouched whether nothing of the effect can have reached the provider, or what did was
   *     refused as a whole
   */
  public static Values of(@Nullable CredentialsMark refused, boolean untouched) {
    if (untouched) {
      return new EncodedValues(refused, true);
    }
    return refused == null ? new EncodedValues() : new EncodedValues(refused);
  }

  /** The credentials that were refused; empty where it does not say whose they were. */
  public static Optional<CredentialsMark> refused(Values details) {
    return details.getSize() > REFUSED
        ? Optional.ofNullable(details.get(REFUSED, CredentialsMark.class))
        : Optional.empty();
  }

  /** Whether nothing came of the effect, for certain; those of an earlier version do not say. */
  public static boolean saysUntouched(Values details) {
    return details.getSize() > UNTOUCHED
        && Boolean.TRUE.equals(details.get(UNTOUCHED, Boolean.class));
  }

  private FailureDetails() {}
}
