package io.tidegate.sandbox.precheck;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Do the job's accounts keep their passwords in a format that is safe to log in with?
 *
 * <p>It fails for the hash of MySQL 4.0, 16 digits long, that current clients refuse. An account
 * may see how it is kept itself, so no right on {@code mysql.user} is asked for.
 */
final class PasswordFormatCheck implements Check {
  private static final Pattern OLD_HASH =
      Pattern.compile("MYSQL_OLD_PASSWORD|BY PASSWORD '[0-9A-F]{16}'");
  private static final int SYNTAX_ERROR = 1064;

  /** The misspelling is the service's own. */
  @Override
  public String code() {
    return "CHECK_MYSQL_PASSOWRD_FORMAT";
  }

  @Override
  public Set<Side> needs() {
    return Side.BOTH;
  }

  @Override
  public Answer ask(Inspection inspection) throws SQLException {
    List<String> old = new ArrayList<>();
    for (Side side : Side.values()) {
      Server server = inspection.on(side);
      if (OLD_HASH.matcher(account(server).toUpperCase(Locale.ROOT)).find()) {
        old.add(side.word() + " account " + server.endpoint());
      }
    }
    if (old.isEmpty()) {
      return Answer.passed();
    }
    return Answer.failed(
        "an account keeps its password in the old 16-digit format",
        String.join(", ", old),
        "SET old_passwords = 0; ALTER USER ... IDENTIFIED VIA mysql_native_password USING"
            + " PASSWORD('...');");
  }

  private static String account(Server server) throws SQLException {
    try {
      return server.rows("show create user current_user()").get(0).get(1);
    } catch (SQLException e) {
      if (e.getErrorCode() != SYNTAX_ERROR) {
        throw e;
      }
      // Servers before MySQL 5.7 and MariaDB 10.2 show the hash among the grants.
      return server.rows("show grants").get(0).get(1);
    }
  }
}
