package io.tidegate.workflow.contract;

import java.time.Instant;
import java.util.List;

/**
 * What a person told a migration to do, and what it waited for when they did: who let it go on, for
 * an audit.
 *
 * @param command as the command line has it, such as {@code retry} or {@code cancel --stop}
 * @param by as their operating system named them: claimed, not proven
 * @param phase the one that the migration was in
 * @param to why it waited for a person, in the words that they were told; empty where it did not
 * @param items what the gate objected to then, by code
 */
public record AnswerRecord(
    String command,
    String by,
    String reason,
    Instant at,
    MigrationPhase phase,
    String to,
    List<String> items) {
  public AnswerRecord {
    items = items == null ? List.of() : List.copyOf(items);
  }
}
