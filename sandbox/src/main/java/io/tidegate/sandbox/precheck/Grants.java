package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an account may do, read from {@code SHOW GRANTS}; roles that are active count. */
final class Grants {
  private static final String QUOTED = "`(?:[^`]|``)+`";
  private static final Pattern LINE =
      Pattern.compile(
          "(GRANT|REVOKE) (.+?) ON (?:TABLE )?(\\*|"
              + QUOTED
              + "|[^.`'\\s]+)\\.(\\*|"
              + QUOTED
              + "|[^`\\s]+) (?:TO|FROM) .*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private record Grant(
      boolean revoked, Set<String> privileges, String database, String table, Pattern databases) {

    boolean covers(String wantedDatabase, String wantedTable) {
      if (database.equals("*")) {
        return true;
      }
      // A name pattern stands in grants on a whole database alone.
      return table.equals("*")
          ? databases.matcher(wantedDatabase).matches()
          : database.equals(wantedDatabase) && table.equals(wantedTable);
    }

    boolean gives(String privilege) {
      return privileges.contains(privilege) || privileges.contains("ALL PRIVILEGES");
    }
  }

  private final List<Grant> grants;

  private Grants(List<Grant> grants) {
    this.grants = grants;
  }

  /** Reads the grants of the account that is logged in. */
  static Grants read(Connection connection) throws SQLException {
    Sql.run(connection, "set session sql_mode = ''");
    List<String> lines = new ArrayList<>();
    for (Sql.Row row : Sql.rows(connection, "show grants" + activeRoles(connection))) {
      lines.add(row.get(1));
    }
    try {
      for (Sql.Row row : Sql.rows(connection, "show grants for public")) {
        lines.add(row.get(1));
      }
    } catch (SQLException noSuchRole) {
      // Only MariaDB 10.11 and later grant to everybody.
    }
    return of(lines);
  }

  /** MySQL leaves out what roles give unless they are named; MariaDB counts them in. */
  private static String activeRoles(Connection connection) throws SQLException {
    if (Sql.value(connection, "select version()").orElse("").contains("MariaDB")) {
      return "";
    }
    try {
      Optional<String> roles = Sql.value(connection, "select current_role()");
      return roles.isEmpty() || roles.get().equalsIgnoreCase("NONE")
          ? ""
          : " for current_user() using " + roles.get();
    } catch (SQLException beforeRoles) {
      return "";
    }
  }

  static Grants of(List<String> lines) {
    List<Grant> grants = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        String database = unquoted(matcher.group(3));
        grants.add(
            new Grant(
                matcher.group(1).equalsIgnoreCase("REVOKE"),
                privileges(matcher.group(2)),
                database,
                unquoted(matcher.group(4)),
                like(database)));
      }
    }
    return new Grants(grants);
  }

  /** What is held on every object of every database. */
  Set<String> everywhere() {
    Set<String> held = new TreeSet<>();
    for (Grant grant : grants) {
      if (!grant.revoked() && grant.database().equals("*")) {
        held.addAll(grant.privileges());
      }
    }
    return held;
  }

  /** Whether it is held on every object of every database. */
  boolean holdEverywhere(String privilege) {
    return grants.stream()
        .anyMatch(
            grant -> !grant.revoked() && grant.database().equals("*") && grant.gives(privilege));
  }

  /**
   * @param table a table's name, or {@code *} for the database as a whole
   */
  boolean hold(String privilege, String database, String table) {
    boolean given = false;
    for (Grant grant : grants) {
      if (grant.gives(privilege) && grant.covers(database, table)) {
        // A partial revoke takes away what a global grant gave; narrower grants follow it.
        given = !grant.revoked();
      }
    }
    return given;
  }

  private static Set<String> privileges(String list) {
    Set<String> privileges = new HashSet<>();
    // A privilege on some columns does not let anybody move a table.
    for (String privilege : list.replaceAll("[A-Za-z ]+\\([^)]*\\)", "").split(",", -1)) {
      privileges.add(privilege.strip().toUpperCase(Locale.ROOT));
    }
    return privileges;
  }

  private static String unquoted(String name) {
    return name.startsWith("`") ? name.substring(1, name.length() - 1).replace("``", "`") : name;
  }

  private static Pattern like(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
