package io.tidegate.sandbox.core;

import java.util.List;

/**
 * What a check that looks at several things found of one of them.
 *
 * @param name the thing, e.g. {@code binlog_format}
 * @param description what it should be
 * @param reason what is wrong, with the values; empty when it passed
 * @param repair what somebody can do about it, as SQL where SQL does it; empty when it passed
 * @param risk what somebody takes upon himself who has it passed over; empty where nobody may
 * @param objects as in {@link CheckResult}
 */
public record Finding(
    String name,
    CheckResult.Verdict verdict,
    String description,
    String reason,
    String repair,
    String risk,
    List<String> objects) {

  public Finding {
    objects = List.copyOf(objects);
  }
}
