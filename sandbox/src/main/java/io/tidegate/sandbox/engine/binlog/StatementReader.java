package io.tidegate.sandbox.engine.binlog;

import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads a statement as UTF-8, where the library takes what the process has. */
final class StatementReader implements EventDataDeserializer<QueryEventData> {
  @Override
  public QueryEventData deserialize(ByteArrayInputStream stream) throws IOException {
    stream.skip(8);
    int databaseLength = stream.readInteger(1);
    stream.skip(2);
    stream.skip(stream.readInteger(2));
    QueryEventData statement = new QueryEventData();
    statement.setDatabase(new String(stream.read(databaseLength), StandardCharsets.UTF_8));
    stream.skip(1);
    statement.setSql(new String(stream.read(stream.available()), StandardCharsets.UTF_8));
    return statement;
  }
}
