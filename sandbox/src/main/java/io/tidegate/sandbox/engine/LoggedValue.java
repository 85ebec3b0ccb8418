package io.tidegate.sandbox.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gives values of the log to statements of the target. */
final class LoggedValue {
  private LoggedValue() {}

  /**
   * @param value as in {@link io.tidegate.sandbox.engine.binlog.LogEntry.Row}
   * @return about how many bytes it has
   */
  static long bind(PreparedStatement statement, int index, Column column, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, column.travelsAsBytes() ? Types.VARBINARY : Types.VARCHAR);
    } else if (value instanceof byte[] bytes) {
      byte[] whole = bytes.length < column.fixedBytes() ? padded(bytes, column) : bytes;
      if (column.isAddress()) {
        statement.setString(index, AddressText.of(column.type(), whole));
      } else {
        statement.setBytes(index, whole);
      }
      return whole.length;
    } else if (value instanceof Number number) {
      bindNumber(statement, index, column, number);
    } else {
      statement.setString(index, value.toString());
    }
    return 16;
  }

  /** The log leaves the zeros at the end of a binary out. */
  private static byte[] padded(byte[] bytes, Column column) {
    return Arrays.copyOf(bytes, column.fixedBytes());
  }

  private static void bindNumber(
      PreparedStatement statement, int index, Column column, Number value) throws SQLException {
    if (value instanceof Float || value instanceof Double) {
      statement.setDouble(index, value.doubleValue());
    } else if (value instanceof BigDecimal decimal) {
      statement.setBigDecimal(index, decimal);
    } else if (value.longValue() >= 0 || column.unsignedBits() == 0) {
      statement.setLong(index, value.longValue());
    } else if (column.unsignedBits() < Long.SIZE) {
      statement.setLong(index, value.longValue() & ((1L << column.unsignedBits()) - 1));
    } else {
      statement.setBigDecimal(
          index, new BigDecimal(new BigInteger(Long.toUnsignedString(value.longValue()))));
    }
  }
}
