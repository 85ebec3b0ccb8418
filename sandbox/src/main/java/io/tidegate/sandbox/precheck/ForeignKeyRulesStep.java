package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Do the foreign keys of selected tables change no rows by themselves? */
final class ForeignKeyRulesStep implements Step {
  private static final Set<String> HARMLESS = Set.of("RESTRICT", "NO ACTION");

  @Override
  public String code() {
    return "ConstraintCheck";
  }

  @Override
  public boolean skippable() {
    return true;
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of(
                "foreign key rules",
                "ON UPDATE and ON DELETE are RESTRICT or NO ACTION",
                ForeignKeyRulesStep::rules)
            .atRisk(
                "what a rule changes at the source is not in its log; where the same key with the"
                    + " same rule is not at the target, its rows differ from then on"));
  }

  private static Answer rules(Inspection inspection) throws SQLException {
    List<ForeignKey> acting =
        inspection.foreignKeys().stream()
            .filter(key -> isActing(key.onUpdate()) || isActing(key.onDelete()))
            .toList();
    return acting.isEmpty()
        ? Answer.passed()
        : Answer.failed(
            "foreign keys change rows by themselves",
            Answer.list(acting.stream().map(ForeignKeyRulesStep::shown).toList(), "; "),
            "make the keys anew with RESTRICT or NO ACTION, or decide what becomes of them",
            acting.stream().map(ForeignKey::table).distinct().toList());
  }

  private static boolean isActing(String rule) {
    return !HARMLESS.contains(rule.toUpperCase(Locale.ROOT));
  }

  private static String shown(ForeignKey key) {
    return key.name()
        + " of "
        + key.table()
        + ": ON UPDATE "
        + key.onUpdate()
        + " ON DELETE "
        + key.onDelete();
  }
}
