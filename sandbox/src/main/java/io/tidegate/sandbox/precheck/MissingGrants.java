package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the privileges that an account would need and does not hold. */
final class MissingGrants {
  private final Grants grants;
  private final String account;
  private final Map<String, List<String>> missing = new LinkedHashMap<>();

  private MissingGrants(Grants grants, String account) {
    this.grants = grants;
    this.account = account;
  }

  static MissingGrants of(Server server) throws SQLException {
    try (Connection connection = server.connect()) {
      String account = Sql.value(connection, "select current_user()").orElse("");
      return new MissingGrants(Grants.read(connection), account);
    }
  }

  /**
   * @param names the names that servers of different age have for one privilege; the first is the
   *     one to tell people
   */
  void needEverywhere(String... names) {
    for (String name : names) {
      if (grants.holdEverywhere(name)) {
        return;
      }
    }
    note("*.*", names[0]);
  }

  /** The same for each of several privileges that have one name each. */
  void needAllEverywhere(List<String> privileges) {
    privileges.forEach(this::needEverywhere);
  }

  void needOnDatabase(String database, List<String> privileges) {
    for (String privilege : privileges) {
      if (!grants.hold(privilege, database, "*")) {
        note(Sql.name(database) + ".*", privilege);
      }
    }
  }

  void needOnTable(String database, String table, List<String> privileges) {
    for (String privilege : privileges) {
      if (!grants.hold(privilege, database, table)) {
        note(Sql.table(database, table), privilege);
      }
    }
  }

  /** On everything that is selected at the source: on tables where those are named. */
  void needOnSelection(JobSpec spec, List<String> privileges) {
    for (DatabaseSelection selection : spec.objects()) {
      if (selection.tables().isEmpty()) {
        needOnDatabase(selection.database(), privileges);
      }
      for (String table : selection.tables()) {
        needOnTable(selection.database(), table, privileges);
      }
    }
  }

  /** On the target's databases as a whole. */
  void needOnTargets(JobSpec spec, List<String> privileges) {
    spec.objects().stream()
        .map(DatabaseSelection::targetDatabase)
        .distinct()
        .forEach(database -> needOnDatabase(database, privileges));
  }

  /** What it takes to follow the binary log. */
  void needReplication() {
    needEverywhere("REPLICATION CLIENT", "BINLOG MONITOR");
    needEverywhere("REPLICATION SLAVE");
  }

  /** Told as ALL PRIVILEGES, for that is what people grant. */
  void needWholeDatabase(String database, List<String> everything) {
    if (!everything.stream().allMatch(privilege -> grants.hold(privilege, database, "*"))) {
      note(Sql.name(database) + ".*", "ALL PRIVILEGES");
    }
  }

  private void note(String scope, String privilege) {
    missing.computeIfAbsent(scope, unused -> new ArrayList<>()).add(privilege);
  }

  Answer answer(Check.Side side) {
    if (missing.isEmpty()) {
      return Answer.passed();
    }
    List<String> lacks = new ArrayList<>();
    List<String> repairs = new ArrayList<>();
    missing.forEach(
        (scope, privileges) -> {
          String what = String.join(", ", privileges) + " ON " + scope;
          lacks.add(what);
          repairs.add("GRANT " + what + " TO " + quotedAccount() + ";");
        });
    return Answer.failed(
        "the " + side.word() + " account lacks privileges",
        account + " lacks " + Answer.list(lacks, "; "),
        Answer.list(repairs, " "));
  }

  private String quotedAccount() {
    int at = account.lastIndexOf('@');
    return at < 0
        ? Sql.text(account)
        : Sql.text(account.substring(0, at)) + "@" + Sql.text(account.substring(at + 1));
  }
}
