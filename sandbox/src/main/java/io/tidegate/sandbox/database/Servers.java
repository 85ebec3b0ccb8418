package io.tidegate.sandbox.database;

import io.tidegate.sandbox.core.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections to MariaDB and MySQL servers. */
public final class Servers {
  private Servers() {}

  /**
   * Logs in. No default database is chosen.
   *
   * @throws SQLException in the server's words; never with the password
   */
  public static Connection connect(Endpoint endpoint) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("user", endpoint.user());
    settings.setProperty("password", endpoint.password());
    settings.setProperty("connectTimeout", "10000");
    settings.setProperty("tcpKeepAlive", "true");
    // MySQL 8 encrypts the password with its public key when the line is not encrypted.
    settings.setProperty("allowPublicKeyRetrieval", "true");
    // A server may ask to be left for another one; a job writes where it was told to.
    settings.setProperty("permitRedirect", "false");
    // A server may answer any statement by asking for a file of this machine. (That one text is one
    // statement is what the driver does unless it is told otherwise.)
    settings.setProperty("allowLocalInfile", "false");
    String host = endpoint.host().contains(":") ? "[" + endpoint.host() + "]" : endpoint.host();
    return DriverManager.getConnection(
        "jdbc:mariadb://" + host + ":" + endpoint.port() + "/", settings);
  }
}
