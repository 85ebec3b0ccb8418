package io.tidegate.sandbox.engine;

import static io.tidegate.sandbox.lab.TestDatabases.freshName;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.sandbox.lab.MariaDbServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierIT {
  private final String db = freshName("shop");
  private final MovedObject table = new MovedObject(0, MovedObject.Kind.TABLE, db, db, "t", 100);
  private final Verifier verifier = new Verifier(new StopSignal());

  private void fill() {
    for (MariaDbServer server : List.of(source(), target())) {
      run(
          server,
          "create database " + db,
          "use " + db,
          "create table t (id int primary key, a varchar(20), b varchar(20), n int, f float,"
              + " bl longblob, bt bit(8), en enum('', 'x'), tm time(3))",
          "insert into t select seq, 'a', 'b', 1, 0.1, x'00', b'1', 1, '10:00:00.5'"
              + " from seq_1_to_20",
          "insert into t (id, bl) values (21, repeat('x', 15000000))");
    }
  }

  private Verifier.Counts verify(boolean ours) throws Exception {
    try (Lane lane = Lane.open(Move.spec(db, db))) {
      TableShape shape = TableShape.read(lane.source(), db, "t").orElseThrow();
      return ours
          ? verifier.verifyOurs(table, shape, KeyRange.EVERYTHING, lane)
          : verifier.verifyExisting(table, shape, KeyRange.EVERYTHING, lane);
    }
  }

  @Test
  void equal_rows_are_equal() throws Exception {
    fill();
    assertThat(verify(true)).isEqualTo(new Verifier.Counts(21, 21));
    assertThat(verify(false).source()).isEqualTo(21);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update t set a = null where id = 7",
        "update t set a = '' where id = 7",
        "update t set a = 'A' where id = 7",
        "update t set a = 'a ' where id = 7",
        "update t set a = 'b', b = 'a' where id = 7",
        "update t set a = 'a|b', b = null where id = 7",
        "update t set n = null where id = 7",
        "update t set f = 0.10000001 where id = 7",
        "update t set bl = x'0000' where id = 7",
        "update t set bl = concat(repeat('x', 14999999), 'y') where id = 21",
        "update t set bt = b'0' where id = 7",
        "update ignore t set en = 0 where id = 7",
        "update t set tm = '10:00:00.501' where id = 7",
        "update t set id = 30 where id = 7",
        "update t set a = 'c' where id in (3, 4)",
        "delete from t where id = 7"
      })
  void a_difference_is_found(String change) {
    fill();
    run(target(), "use " + db, change);
    assertThatThrownBy(() -> verify(true)).isInstanceOf(MoveFailure.class).hasMessageContaining(db);
    assertThatThrownBy(() -> verify(false)).isInstanceOf(MoveFailure.class);
  }

  @Test
  void a_row_too_many_matters_only_where_all_rows_are_ours() throws Exception {
    fill();
    run(target(), "insert into " + db + ".t (id) values (99)");
    assertThatThrownBy(() -> verify(true)).hasMessageContaining("21 rows at the source, 22 at");
    assertThat(verify(false).source()).isEqualTo(21);
  }
}
