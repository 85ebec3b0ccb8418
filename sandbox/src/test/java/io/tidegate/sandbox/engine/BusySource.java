package io.tidegate.sandbox.engine;

import static io.tidegate.sandbox.lab.TestDatabases.rows;
import static io.tidegate.sandbox.lab.TestDatabases.run;
import static io.tidegate.sandbox.lab.TestDatabases.source;
import static io.tidegate.sandbox.lab.TestDatabases.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A database at the source, and sessions that write to it all the time: transactions over tables
 * with and without keys, some of them undone.
 */
public final class BusySource implements AutoCloseable {
  /** Those that can be compared by their checksums; the last has no key. */
  public static final List<String> TABLES = List.of("account", "item", "keyed_by_text", "keyless");

  private static final int ACCOUNTS = 2000;
  private static final long PAUSE_NANOS = 8_000_000;

  private final String db;
  private final List<Thread> writers;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean stopping;
  private final AtomicLong transactions = new AtomicLong();

  private BusySource(String db, long seed, int count) {
    this.db = db;
    this.writers =
        new Random(seed)
            .longs(count)
            .mapToObj(s -> new Thread(() -> write(new Random(s)), "writer"))
            .toList();
  }

  public static void create(String db) {
    run(
        source(),
        "create database " + db,
        "use " + db,
        "create table account (id int primary key, name varchar(40) collate utf8mb4_general_ci,"
            + " cents bigint unsigned not null, changed timestamp(3) not null"
            + " default current_timestamp(3) on update current_timestamp(3),"
            + " twice bigint as (cents * 2) stored, unique key (name), key (cents))",
        "insert into account (id, name, cents) select seq, concat('n', seq), 1000 from seq_1_to_"
            + ACCOUNTS,
        "create table item (id int auto_increment primary key, account int, what varchar(20),"
            + " constraint of_account foreign key (account) references account (id)"
            + " on delete cascade on update cascade)",
        "insert into item (account, what) select seq, 'first' from seq_1_to_" + ACCOUNTS,
        "create table keyed_by_text (k varchar(30) character set latin1 primary key, v text)",
        "insert into keyed_by_text select concat('\u00fc', seq), md5(seq) from seq_1_to_1000",
        "create table keyless (a int, b varchar(20), c datetime(2))",
        "insert into keyless select seq mod 50, 'same', '2024-01-01' from seq_1_to_1000",
        "create table log (at int auto_increment primary key, what varchar(30))",
        "create trigger item_in after insert on item for each row"
            + " insert into log (what) values (new.what)");
  }

  /** Begins to write. */
  public static BusySource start(String db, long seed, int count) {
    BusySource source = new BusySource(db, seed, count);
    source.writers.forEach(Thread::start);
    return source;
  }

  public long transactions() {
    return transactions.get();
  }

  private void write(Random random) {
    try (Connection connection = source().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("use " + db);
      connection.setAutoCommit(false);
      while (!stopping) {
        try {
          for (int i = random.nextInt(6); i >= 0; i--) {
            statement.execute(change(random));
          }
          if (random.nextInt(8) == 0) {
            connection.rollback();
          } else {
            connection.commit();
          }
          transactions.incrementAndGet();
          // As many as a loaded machine can follow.
          LockSupport.parkNanos(PAUSE_NANOS);
        } catch (SQLException e) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      failure.set(e);
    }
  }

  private static String change(Random random) {
    int account = random.nextInt(ACCOUNTS);
    int other = random.nextInt(ACCOUNTS);
    return switch (random.nextInt(13)) {
      case 0 ->
          "insert into account (id, name, cents) values (" + account + ", uuid(), 7000000000)";
      case 1 -> "delete from account where id = " + account;
      case 2 ->
          "update account set id = "
              + (ACCOUNTS + random.nextInt(ACCOUNTS))
              + " where id = "
              + account;
      case 3 ->
          "update account set cents = cents + 1 where id between "
              + account
              + " and "
              + (account + 5);
      case 4 -> "insert into item (account, what) values (" + account + ", 'more')";
      case 5 -> "update item set account = " + other + " where account = " + account;
      case 6 ->
          "insert into keyed_by_text values (concat('\u00c4', "
              + account
              + "), null) on duplicate key update v = concat(coalesce(v, ''), 'x')";
      case 7 -> "delete from keyed_by_text where k = '\u00fc" + account + "'";
      case 8 ->
          "insert into keyless values ("
              + account % 50
              + ", 'same', null), ("
              + account % 50
              + ", 'SAME', null)";
      case 9 ->
          "update keyless set b = if(b = 'same', 'other', 'same'), c = now(2) where a = "
              + account % 50
              + " limit 2";
      case 10 -> "delete from keyless where a = " + account % 50 + " limit 3";
      case 11 -> "update account set name = concat(name, '.') where id = " + account;
      default ->
          "replace into account (id, name, cents) values (" + account + ", 'n" + other + "', 1)";
    };
  }

  /** Asserts that target and source have the same rows, byte by byte. */
  public static void assertSameRows(String from, String to, List<String> tables) {
    for (String table : tables) {
      String order = table.equals("keyless") ? "a, binary b, c" : "1";
      String all = "select * from %s." + table + " order by " + order;
      assertThat(rows(target(), all.formatted(to)))
          .as(table)
          .isEqualTo(rows(source(), all.formatted(from)));
    }
  }

  /** Ends the writing; nothing is written when it returns. */
  public void stop() {
    close();
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      for (Thread writer : writers) {
        writer.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
