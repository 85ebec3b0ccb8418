package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.core.DatabaseSelection;
import io.tidegate.sandbox.core.JobSpec;
import io.tidegate.sandbox.database.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the parts of one launched job share.
 *
 * @param mayLoadIntoExisting whether tables that are there already are loaded into
 * @param makesForeignKeys whether tables get those that they have at the source
 */
record JobContext(
    String job,
    JobSpec spec,
    boolean mayLoadIntoExisting,
    boolean makesForeignKeys,
    EngineSettings settings,
    EngineStore store,
    StopSignal stop) {

  Bookkeeping bookkeeping(MovedObject object) {
    return new Bookkeeping(job, object.targetDatabase());
  }

  /** Follows databases that get another name in the names of a statement. */
  String renamed(String sql) {
    Map<String, String> names = new HashMap<>();
    for (DatabaseSelection selection : spec.objects()) {
      if (!selection.database().equals(selection.targetDatabase())) {
        names.put(quotedPrefix(selection.database()), quotedPrefix(selection.targetDatabase()));
      }
    }
    if (names.isEmpty()) {
      return sql;
    }
    // In one pass, for two databases may swap their names.
    Pattern any =
        Pattern.compile(
            names.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));
    return any.matcher(sql)
        .replaceAll(found -> Matcher.quoteReplacement(names.getOrDefault(found.group(), "")));
  }

  private static String quotedPrefix(String database) {
    return Sql.name(database) + ".";
  }
}
