package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Has the target room for the selected tables and a fifth more?
 *
 * <p>No SQL tells how much room a server's disk has, except where MariaDB's DISKS plugin is
 * installed and the account has FILE. Elsewhere it warns: what was not seen is not taken for
 * enough.
 */
final class TargetSpaceStep implements Step {
  private static final int NO_SUCH_TABLE = 1109;

  @Override
  public String code() {
    return "DstSpaceCheck";
  }

  @Override
  public List<Question> questions() {
    return List.of(
        Question.of(
            "free space",
            "the target has room for 1.2 times the selected tables",
            inspection -> room(bytes(inspection), free(inspection.target()))));
  }

  private static long bytes(Inspection inspection) throws SQLException {
    return inspection.stored().stream().mapToLong(StoredTable::bytes).sum();
  }

  /**
   * @param bytes of the selected tables at the source
   * @param free bytes at the target; empty if they could not be seen
   */
  static Answer room(long bytes, OptionalLong free) {
    long needed = Math.addExact(bytes, bytes / 5);
    if (free.isEmpty()) {
      return Answer.warning(
          "how much room the target has could not be seen",
          "the selected tables want " + needed + " bytes",
          "look at the target's disk; where it is MariaDB, INSTALL SONAME 'disks'; and GRANT FILE"
              + " let this check do it");
    }
    return free.getAsLong() >= needed
        ? Answer.passed()
        : Answer.failed(
            "the target has not enough room",
            needed + " bytes are wanted, " + free.getAsLong() + " are free",
            "make room at the target, or select less");
  }

  private static OptionalLong free(Server target) throws SQLException {
    String folder = target.variable("datadir").orElse("");
    try {
      return free(target.rows("select path, available from information_schema.disks"), folder);
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_TABLE) {
        throw e;
      }
      return OptionalLong.empty();
    }
  }

  /** What is free on the disk that is mounted nearest above the folder. */
  static OptionalLong free(List<Sql.Row> disks, String folder) {
    int nearest = 0;
    OptionalLong free = OptionalLong.empty();
    for (Sql.Row disk : disks) {
      String path = disk.get(1).endsWith("/") ? disk.get(1) : disk.get(1) + "/";
      if (folder.startsWith(path) && path.length() > nearest) {
        nearest = path.length();
        free = OptionalLong.of(disk.number(2) * 1024);
      }
    }
    return free;
  }
}
