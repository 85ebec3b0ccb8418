package io.tidegate.sandbox.core;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

/** Keeps the deployment that the sandbox stands in for; it survives a restart. Thread-safe. */
public final class Deployments {
  private final Metadatabase metadatabase;
  private volatile Deployment current;

  public Deployments(Metadatabase metadatabase) {
    this.metadatabase = metadatabase;
    this.current =
        metadatabase.transaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists deployment (settings text not null)");
                try (ResultSet row = statement.executeQuery("select settings from deployment")) {
                  return row.next()
                      ? StoredJson.read(row.getString(1), Deployment.class)
                      : Deployment.STANDARD;
                }
              }
            });
  }

  public Deployment get() {
    return current;
  }

  /** From the next call on the service is this one. */
  public synchronized void set(Deployment next) {
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement();
              PreparedStatement insert =
                  connection.prepareStatement("insert into deployment values (?)")) {
            statement.execute("delete from deployment");
            insert.setString(1, StoredJson.write(next));
            return insert.executeUpdate();
          }
        });
    current = next;
  }
}
