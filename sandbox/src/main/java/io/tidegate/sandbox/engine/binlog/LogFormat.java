package io.tidegate.sandbox.engine.binlog;

import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.CompatibilityMode;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import com.github.shyiko.mysql.binlog.event.deserialization.EventHeaderV4Deserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.FormatDescriptionEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.NullEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.RotateEventDataDeserializer;
import io.tidegate.sandbox.engine.binlog.LogEntry.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** Which events of the log are read, and by what. All others are passed over unread. */
final class LogFormat {
  private LogFormat() {}

  static EventDeserializer deserializer(BiPredicate<String, String> wanted) {
    Map<Long, TableMapEventData> tables = new HashMap<>();
    Map<EventType, EventDataDeserializer<?>> readers = new EnumMap<>(EventType.class);
    readers.put(EventType.FORMAT_DESCRIPTION, new FormatDescriptionEventDataDeserializer());
    readers.put(EventType.ROTATE, new RotateEventDataDeserializer());
    readers.put(EventType.QUERY, new StatementReader());
    TableMapReader table = new TableMapReader();
    readers.put(EventType.TABLE_MAP, new EventDataWrapper.Deserializer(table, table));
    readers.put(EventType.WRITE_ROWS, new RowsReader(tables, wanted, Kind.INSERT, false));
    readers.put(EventType.UPDATE_ROWS, new RowsReader(tables, wanted, Kind.UPDATE, false));
    readers.put(EventType.DELETE_ROWS, new RowsReader(tables, wanted, Kind.DELETE, false));
    readers.put(EventType.EXT_WRITE_ROWS, new RowsReader(tables, wanted, Kind.INSERT, true));
    readers.put(EventType.EXT_UPDATE_ROWS, new RowsReader(tables, wanted, Kind.UPDATE, true));
    readers.put(EventType.EXT_DELETE_ROWS, new RowsReader(tables, wanted, Kind.DELETE, true));
    EventDeserializer deserializer = create(readers, tables);
    deserializer.setCompatibilityMode(CompatibilityMode.CHAR_AND_BINARY_AS_BYTE_ARRAY);
    return deserializer;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // As the library declares it.
  private static EventDeserializer create(
      Map<EventType, EventDataDeserializer<?>> readers, Map<Long, TableMapEventData> tables) {
    return new EventDeserializer(
        new EventHeaderV4Deserializer(), new NullEventDataDeserializer(), (Map) readers, tables);
  }
}
