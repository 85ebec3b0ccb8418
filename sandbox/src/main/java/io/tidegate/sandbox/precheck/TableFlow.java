package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.JobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tables of one database on the way from a server to a server, as a job configures it. */
record TableFlow(String job, Tables from, Tables to) {

  /**
   * Tables of a database at a server.
   *
   * @param names empty means all of them
   */
  record Tables(ServerAddress server, String database, Set<String> names) {
    boolean overlaps(Tables other) {
      return server.equals(other.server)
          && database.equals(other.database)
          && (names.isEmpty()
              || other.names.isEmpty()
              || names.stream().anyMatch(other.names::contains));
    }

    /** The names that both have, of databases that overlap. */
    Set<String> common(Tables other) {
      if (names.isEmpty()) {
        return other.names;
      }
      Set<String> both = new TreeSet<>(names);
      both.removeIf(name -> !other.names.isEmpty() && !other.names.contains(name));
      return both;
    }

    Tables only(Set<String> fewer) {
      return new Tables(server, database, fewer);
    }

    /** Of a server that a person knows by this name. */
    String text(String at) {
      return names.isEmpty()
          ? "%s.* at %s".formatted(database, at)
          : "%s.%s at %s".formatted(database, String.join(", " + database + ".", names), at);
    }
  }

  static List<TableFlow> of(String job, JobSpec spec) {
    ServerAddress source = ServerAddress.of(spec.source());
    ServerAddress target = ServerAddress.of(spec.target());
    List<TableFlow> flows = new ArrayList<>();
    for (DatabaseSelection selection : spec.objects()) {
      Set<String> names = new TreeSet<>(selection.tables());
      flows.add(
          new TableFlow(
              job,
              new Tables(source, selection.database(), names),
              new Tables(target, selection.targetDatabase(), names)));
    }
    return flows;
  }

  /** As much of this flow as begins with what comes in there. */
  TableFlow fedBy(Tables incoming) {
    Set<String> names = from.common(incoming);
    return new TableFlow(job, from.only(names), to.only(names));
  }
}
