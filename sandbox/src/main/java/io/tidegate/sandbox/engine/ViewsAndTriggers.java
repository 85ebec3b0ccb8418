package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.Bookkeeping.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Creates triggers and views once the rows are in. The target account becomes their definer: that
 * of the source need not exist at the target, and naming another takes rights that few accounts
 * have.
 */
final class ViewsAndTriggers {
  private static final String NAME = "(?:`(?:[^`]|``)*`|'[^']*'|[^\\s@]+)";
  private static final Pattern DEFINER =
      Pattern.compile(
          "\\sDEFINER\\s*=\\s*(?:" + NAME + "(?:@" + NAME + ")?)\\s", Pattern.CASE_INSENSITIVE);

  private final JobContext context;

  ViewsAndTriggers(JobContext context) {
    this.context = context;
  }

  static String withoutDefiner(String ddl) {
    return DEFINER.matcher(ddl).replaceFirst(" ");
  }

  /** Creates the table's triggers, unless the table belongs to somebody else. */
  void createTriggers(MovedObject table, Lane lane) throws SQLException {
    if (context.store().isExisting(context.job(), table)) {
      return;
    }
    for (Sql.Row trigger :
        Sql.rows(
            lane.source(),
            "select trigger_name from information_schema.triggers where event_object_schema = ?"
                + " and event_object_table = ? order by action_timing, event_manipulation,"
                + " action_order",
            table.sourceDatabase(),
            table.name())) {
      if (!triggerExists(table, trigger.get(1), lane.target())) {
        createTrigger(table, trigger.get(1), lane);
      }
    }
  }

  private static boolean triggerExists(MovedObject table, String trigger, Connection target)
      throws SQLException {
    return !Sql.rows(
            target,
            "select 1 from information_schema.triggers where trigger_schema = ?"
                + " and trigger_name = ? and event_object_table = ?",
            table.targetDatabase(),
            trigger,
            table.name())
        .isEmpty();
  }

  /** A trigger runs with the modes of the session that created it. */
  private void createTrigger(MovedObject table, String trigger, Lane lane) throws SQLException {
    Sql.Row shown =
        Sql.rows(lane.source(), "show create trigger " + Sql.table(table.sourceDatabase(), trigger))
            .get(0);
    String create = ShownCreate.trigger(table, trigger, shown.get(3));
    String before = Sql.value(lane.target(), "select @@sql_mode").orElse("");
    Sql.run(lane.target(), "use " + Sql.name(table.targetDatabase()));
    Sql.run(lane.target(), "set session sql_mode = " + Sql.text(shown.orEmpty(2)));
    try {
      Structure.execute(lane, context.renamed(create));
    } catch (SQLException e) {
      throw new MoveFailure("cannot create trigger " + table.targetDatabase() + "." + trigger, e);
    } finally {
      Sql.run(lane.target(), "set session sql_mode = " + Sql.text(before));
    }
  }

  /** Creates views, those that need others after them. */
  void createViews(List<MovedObject> views, Lane lane) throws SQLException {
    List<MovedObject> left = new ArrayList<>(views);
    while (!left.isEmpty()) {
      List<MovedObject> stuck = new ArrayList<>();
      Optional<MoveFailure> reason = Optional.empty();
      for (MovedObject view : left) {
        context.stop().check();
        try {
          createView(view, lane);
        } catch (SQLException e) {
          stuck.add(view);
          reason = Optional.of(new MoveFailure("cannot create view " + view.targetName(), e));
        }
      }
      if (reason.isPresent() && stuck.size() == left.size()) {
        throw reason.get();
      }
      left = stuck;
    }
  }

  private void createView(MovedObject view, Lane lane) throws SQLException {
    if (context.store().isCreated(context.job(), view)) {
      return;
    }
    Bookkeeping bookkeeping = context.bookkeeping(view);
    Optional<State> owner = bookkeeping.owner(lane.target(), view.name());
    if (owner.isEmpty()) {
      owner = Optional.of(claim(view, bookkeeping, lane.target()));
    }
    // Read with its database as the default one, a view names its own tables without it.
    Sql.run(lane.source(), "use " + Sql.name(view.sourceDatabase()));
    String ddl =
        ShownCreate.of(
            view,
            Sql.rows(lane.source(), "show create view " + Sql.name(view.name())).get(0).get(2));
    if (owner.get() == State.OURS) {
      Sql.run(lane.target(), "use " + Sql.name(view.targetDatabase()));
      Structure.execute(lane, context.renamed(ddl).replaceFirst("^CREATE ", "CREATE OR REPLACE "));
    }
    context.store().created(context.job(), view, ddl, owner.get() == State.THEIRS);
  }

  private State claim(MovedObject view, Bookkeeping bookkeeping, Connection target)
      throws SQLException {
    boolean there = Structure.exists(view, target);
    if (there && !context.mayLoadIntoExisting()) {
      throw new MoveFailure(
          view.targetName()
              + " exists at the target and is not of this job; drop it there, or shield"
              + " CHECK_SAME_OBJ to keep it");
    }
    State owner = there ? State.THEIRS : State.OURS;
    bookkeeping.claim(target, view.name(), owner);
    return owner;
  }
}
