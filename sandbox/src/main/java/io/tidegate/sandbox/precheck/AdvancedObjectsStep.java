package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Can the triggers of the selected tables be made at the target, and what stays behind? */
final class AdvancedObjectsStep implements Step {
  @Override
  public String code() {
    return "AdvancedStoreObjectCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.where(
            "log_bin_trust_function_creators",
            "it is on at the target, where triggers are moved",
            AdvancedObjectsStep::trust),
        Question.of(
            "renamed databases",
            "databases with triggers keep their names",
            AdvancedObjectsStep::renames),
        Question.of(
            "trigger definers",
            "the definer of each trigger is the target account",
            AdvancedObjectsStep::definers),
        Question.where(
            "routines and events",
            "whole databases have no routines and events, which stay behind",
            AdvancedObjectsStep::leftBehind));
  }

  private static Optional<Answer> trust(Inspection inspection) throws SQLException {
    List<Trigger> triggers = inspection.triggers();
    return inspection
        .target()
        .isOn("log_bin_trust_function_creators")
        .map(on -> on || triggers.isEmpty() ? Answer.passed() : distrust(triggers));
  }

  private static Answer distrust(List<Trigger> triggers) {
    return Answer.failed(
        "the target may not let the account make triggers",
        "log_bin_trust_function_creators = OFF at the target; moved are "
            + Answer.list(names(triggers), ", "),
        "at the target: SET GLOBAL log_bin_trust_function_creators = ON;",
        names(triggers));
  }

  private static Answer renames(Inspection inspection) throws SQLException {
    List<Trigger> renamed =
        inspection.triggers().stream()
            .filter(trigger -> isRenamed(inspection, trigger.database()))
            .toList();
    return renamed.isEmpty()
        ? Answer.passed()
        : Answer.warning(
            "triggers may name databases that are called otherwise at the target",
            Answer.list(names(renamed), ", "),
            "read what these triggers do, or let their databases keep their names",
            names(renamed));
  }

  private static boolean isRenamed(Inspection inspection, String database) {
    return inspection.spec().objects().stream()
        .anyMatch(
            selection ->
                selection.database().equals(database)
                    && !selection.targetDatabase().equals(database));
  }

  private static Answer definers(Inspection inspection) throws SQLException {
    String account = inspection.target().account();
    List<Trigger> others =
        inspection.triggers().stream()
            .filter(trigger -> !trigger.definer().equals(account))
            .toList();
    return others.isEmpty()
        ? Answer.passed()
        : Answer.warning(
            "triggers change their definer",
            account + " becomes that of " + Answer.list(names(others), ", "),
            "give that account what the triggers touch",
            names(others));
  }

  /** Empty where none is seen: the account may have no right to see them. */
  private static Optional<Answer> leftBehind(Inspection inspection) throws SQLException {
    List<String> objects = new ArrayList<>();
    try (Connection connection = inspection.source().connect()) {
      for (DatabaseSelection selection : inspection.spec().objects()) {
        if (selection.tables().isEmpty()) {
          for (Sql.Row row : stored(connection, selection.database())) {
            objects.add(selection.database() + "." + row.get(1));
          }
        }
      }
    }
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Answer.warning(
                "routines and events are not moved by this service",
                Answer.list(objects, ", "),
                "make them at the target by hand, from SHOW CREATE ...",
                objects));
  }

  private static List<Sql.Row> stored(Connection source, String database) throws SQLException {
    return Sql.rows(
        source,
        "select routine_name from information_schema.routines where routine_schema = ?"
            + " union all select event_name from information_schema.events where event_schema = ?",
        database,
        database);
  }

  private static List<String> names(List<Trigger> triggers) {
    return triggers.stream().map(Trigger::fullName).toList();
  }
}
