package io.tidegate.sandbox.engine;

import io.tidegate.sandbox.database.Sql;
import io.tidegate.sandbox.engine.MovedObject.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a source answers to {@code SHOW CREATE …}, once it has been seen to create that and nothing
 * else: it is run at the target, and the source may be anybody's.
 */
final class ShownCreate {
  private static final int SHOWN = 200;
  private static final Pattern TRIGGER =
      Pattern.compile("CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?=TRIGGER\\s)", Pattern.CASE_INSENSITIVE);

  /**
   * Of a view without its definer.
   *
   * @throws MoveFailure if it creates anything but this object
   */
  static String of(MovedObject object, String shown) {
    String name = Pattern.quote(Sql.name(object.name()));
    Pattern expected =
        Pattern.compile(
            switch (object.kind()) {
              case TABLE -> "CREATE TABLE (?i:" + name + ") \\(";
              case SEQUENCE -> "CREATE SEQUENCE (?i:" + name + ") ";
              case VIEW ->
                  "CREATE (?:ALGORITHM=\\w+ )?(?:SQL SECURITY \\w+ )?VIEW (?:"
                      + Pattern.quote(Sql.name(object.sourceDatabase()))
                      + "\\.)?(?i:"
                      + name
                      + ") ";
            });
    String plain = object.kind() == Kind.VIEW ? ViewsAndTriggers.withoutDefiner(shown) : shown;
    if (!expected.matcher(plain).lookingAt()) {
      throw refused(object.sourceName(), object.kind().name(), shown);
    }
    return plain;
  }

  /**
   * Without its definer. It replaces nothing that is there: two triggers have different names.
   *
   * @throws MoveFailure if it creates no trigger
   */
  static String trigger(MovedObject table, String trigger, String shown) {
    Matcher matcher = TRIGGER.matcher(ViewsAndTriggers.withoutDefiner(shown));
    if (!matcher.lookingAt()) {
      throw refused(table.sourceDatabase() + "." + trigger, "TRIGGER", shown);
    }
    return matcher.replaceFirst("CREATE ");
  }

  private static MoveFailure refused(String name, String kind, String shown) {
    return new MoveFailure(
        name
            + ": what the source answers to SHOW CREATE "
            + kind
            + " creates no such "
            + kind.toLowerCase(Locale.ROOT)
            + ", and is not run at the target: "
            + Shown.text(shown, SHOWN)
            + ". Find out what answers at the source's address");
  }

  private ShownCreate() {}
}
