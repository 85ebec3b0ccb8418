package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a load that was broken off has left in a table that was there before the job.
 *
 * <p>Each chunk has written down, in its own transaction, which rows it brought. If the table holds
 * these and no others they are taken out again, so that the load can begin anew; rows of anybody
 * else are never deleted.
 */
final class Leftovers {
  private final JobContext context;

  Leftovers(JobContext context) {
    this.context = context;
  }

  /**
   * Leaves the table empty.
   *
   * @throws MoveFailure if it has rows that the job did not load; then it is as it was
   */
  void takeOut(MovedObject table, Lane lane) throws SQLException {
    TableShape shape = TableMover.shape(table, lane);
    Bookkeeping bookkeeping = context.bookkeeping(table);
    lane.target().setAutoCommit(false);
    try {
      lane.atTarget(
          target -> {
            // Waits for the transaction of a process that was killed, so it is asked first.
            Content found = Content.lock(target, table, shape);
            Content ours = bookkeeping.content(target, table.name());
            if (found.rows() > 0) {
              if (!found.equals(ours) || delete(table, lane) != found.rows()) {
                throw foreignRows(table, ours);
              }
            }
            bookkeeping.forgetChunks(target, table.name());
            context.stop().check();
            target.commit();
            return found;
          });
    } finally {
      lane.rollBack();
    }
  }

  private static long delete(MovedObject table, Lane lane) throws SQLException {
    try (Statement statement = lane.target().createStatement()) {
      return statement.executeLargeUpdate(
          "delete from " + Sql.table(table.targetDatabase(), table.name()));
    }
  }

  private static MoveFailure foreignRows(MovedObject table, Content ours) {
    boolean loaded = ours.rows() > 0;
    return new MoveFailure(
        table.targetName()
            + " was there before the job and has rows"
            + (loaded ? " that a load of this job did not leave there" : "")
            + ", which the source's changes might meet. "
            + (loaded ? "Take out what somebody wrote there meanwhile, or empty it" : "Empty it")
            + ", or leave it out");
  }
}
