package io.tidegate.sandbox.engine.binlog;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.TableMapEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads which table an id stands for. A table with a type that the library does not know has no
 * column types here: it may be one that nobody wants.
 */
final class TableMapReader implements EventDataDeserializer<TableMapEventData> {
  private static final int NAMES_AT = 8;

  private final TableMapEventDataDeserializer library = new TableMapEventDataDeserializer();

  @Override
  public TableMapEventData deserialize(ByteArrayInputStream stream) throws IOException {
    byte[] body = stream.read(stream.available());
    TableMapEventData table = columns(body);
    table.setTableId(new ByteArrayInputStream(body).readLong(6));
    int databaseLength = body[NAMES_AT] & 0xFF;
    int tableAt = NAMES_AT + 1 + databaseLength + 1;
    // The library takes names for texts of whatever character set the process has.
    table.setDatabase(new String(body, NAMES_AT + 1, databaseLength, StandardCharsets.UTF_8));
    table.setTable(new String(body, tableAt + 1, body[tableAt] & 0xFF, StandardCharsets.UTF_8));
    return table;
  }

  private TableMapEventData columns(byte[] body) {
    try {
      return library.deserialize(new ByteArrayInputStream(body));
    } catch (IOException | RuntimeException unknownType) {
      return new TableMapEventData();
    }
  }
}
