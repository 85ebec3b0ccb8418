package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.List;

/** Do the selected views belong to the account that will own them? It is no reason to fail. */
final class ViewDefinersStep implements Step {
  @Override
  public String code() {
    return "ViewCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of(
            "view definers",
            "the definer of each selected view is the target account",
            ViewDefinersStep::definers));
  }

  private static Answer definers(Inspection inspection) throws SQLException {
    String account = inspection.target().account();
    List<String> others =
        inspection
            .ofSelectedTables(
                "select table_schema, table_name, definer from information_schema.views"
                    + " where table_schema = ? order by table_name")
            .stream()
            .filter(row -> !row.get(3).equals(account))
            .map(row -> row.get(1) + "." + row.get(2))
            .toList();
    return others.isEmpty()
        ? Answer.passed()
        : Answer.warning(
            "views change their definer",
            account + " becomes that of " + Answer.list(others, ", "),
            "give that account what the views read, or make them anew with SQL SECURITY INVOKER",
            others);
  }
}
