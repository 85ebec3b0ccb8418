package io.tidegate.sandbox.core;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** Steps the sandbox's clock; how far it was stepped survives a restart. */
public final class ClockControl {
  private final Metadatabase metadatabase;
  private final SandboxClock clock;

  public ClockControl(Metadatabase metadatabase, SandboxClock clock) {
    this.metadatabase = metadatabase;
    this.clock = clock;
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "create table if not exists clock (offset text not null, signatures text not null)");
            try (ResultSet row = statement.executeQuery("select offset, signatures from clock")) {
              if (row.next()) {
                clock.set(Duration.parse(row.getString(1)), Duration.parse(row.getString(2)));
              }
            }
          }
          return clock;
        });
  }

  /**
   * @param signatures whether requests' dates are judged by the stepped time too
   */
  public void advance(Duration by, boolean signatures) {
    Duration offset = clock.offset().plus(by);
    Duration signatureOffset =
        signatures ? clock.signatureOffset().plus(by) : clock.signatureOffset();
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement();
              PreparedStatement insert =
                  connection.prepareStatement("insert into clock values (?, ?)")) {
            statement.execute("delete from clock");
            insert.setString(1, offset.toString());
            insert.setString(2, signatureOffset.toString());
            insert.executeUpdate();
          }
          return offset;
        });
    clock.set(offset, signatureOffset);
  }
}
