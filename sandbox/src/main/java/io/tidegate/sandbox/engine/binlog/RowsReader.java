package io.tidegate.sandbox.engine.binlog;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.AbstractRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.tidegate.sandbox.engine.binlog.LogEntry.Kind;
import io.tidegate.sandbox.engine.binlog.LogEntry.Row;
import io.tidegate.sandbox.engine.binlog.LogEntry.Rows;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one kind of event, of the tables that are wanted. */
final class RowsReader extends AbstractRowsEventDataDeserializer<RowsData> {
  private static final int NO_FOREIGN_KEY_CHECKS = 2;

  private final Map<Long, TableMapEventData> tables;
  private final BiPredicate<String, String> wanted;
  private final Kind kind;
  private final boolean hasExtraData;

  /**
   * @param tables by the ids that stand for them at this place of the log
   * @param wanted given a database and a table of it
   * @param hasExtraData whether the event is of the newer version
   */
  RowsReader(
      Map<Long, TableMapEventData> tables,
      BiPredicate<String, String> wanted,
      Kind kind,
      boolean hasExtraData) {
    super(tables);
    this.tables = tables;
    this.wanted = wanted;
    this.kind = kind;
    this.hasExtraData = hasExtraData;
  }

  @Override
  public RowsData deserialize(ByteArrayInputStream stream) throws IOException {
    long id = stream.readLong(6);
    boolean checks = (stream.readInteger(2) & NO_FOREIGN_KEY_CHECKS) == 0;
    TableMapEventData table = tables.get(id);
    if (table == null || !wanted.test(table.getDatabase(), table.getTable())) {
      return new RowsData(null);
    }
    List<Row> rows = new ArrayList<>();
    String unreadable = "";
    try {
      if (table.getColumnTypes() == null) {
        throw new IOException("a column has a type that is not known");
      }
      read(id, stream, rows);
    } catch (IOException | RuntimeException e) {
      unreadable = String.valueOf(e.getMessage());
    }
    return new RowsData(
        new Rows(table.getDatabase(), table.getTable(), kind, checks, rows, unreadable));
  }

  private void read(long id, ByteArrayInputStream stream, List<Row> rows) throws IOException {
    if (hasExtraData) {
      stream.skip(stream.readInteger(2) - 2L);
    }
    int columns = stream.readPackedInteger();
    BitSet first = stream.readBitSet(columns, true);
    BitSet second = kind == Kind.UPDATE ? stream.readBitSet(columns, true) : first;
    while (stream.available() > 0) {
      @Nullable Object[] image = image(id, columns, first, stream);
      rows.add(
          switch (kind) {
            case INSERT -> new Row(null, image);
            case UPDATE -> new Row(image, image(id, columns, second, stream));
            case DELETE -> new Row(image, null);
          });
    }
  }

  private @Nullable Object[] image(
      long id, int columns, BitSet included, ByteArrayInputStream stream) throws IOException {
    Serializable[] values = deserializeRow(id, included, stream);
    @Nullable Object[] image = new @Nullable Object[columns];
    int next = 0;
    for (int i = 0; i < columns; i++) {
      image[i] = included.get(i) ? values[next++] : LogEntry.ABSENT;
    }
    return image;
  }

  @Override
  protected Serializable deserializeCell(
      ColumnType type, int meta, int length, ByteArrayInputStream stream) throws IOException {
    int fraction = (meta + 1) / 2;
    return switch (type) {
      case BIT -> stream.read((meta >> 8) + ((meta & 0xFF) > 0 ? 1 : 0));
      case DATE -> CellReader.date(stream.readInteger(3));
      case TIME_V2 -> CellReader.time(stream.read(3 + fraction), meta);
      case DATETIME_V2 -> CellReader.dateTime(stream.read(5 + fraction), meta);
      case TIMESTAMP_V2 -> CellReader.timestamp(stream.read(4 + fraction), meta);
      case YEAR -> year(stream.readInteger(1));
      case TIME, DATETIME, TIMESTAMP ->
          throw new IOException(
              "a date or time is stored in the format of old servers; rebuild the table there"
                  + " (ALTER TABLE ... FORCE)");
      case JSON -> throw new IOException("the JSON of MySQL cannot be followed");
      default -> super.deserializeCell(type, meta, length, stream);
    };
  }

  private static String year(int stored) {
    return stored == 0 ? "0000" : String.format(Locale.ROOT, "%04d", 1900 + stored);
  }
}
