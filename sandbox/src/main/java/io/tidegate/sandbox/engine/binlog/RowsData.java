package io.tidegate.sandbox.engine.binlog;

import com.github.shyiko.mysql.binlog.event.EventData;
import io.tidegate.sandbox.engine.binlog.LogEntry.Rows;
import org.jspecify.annotations.Nullable;

/** Carries rows through the client library; null for rows that nobody wants. */
final class RowsData implements EventData {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Rows rows;

  RowsData(@Nullable Rows rows) {
    this.rows = rows;
  }

  @Nullable Rows rows() {
    return rows;
  }
}
