package io.tidegate.sandbox.core;

/**
 * How often a job was changed, and how often a start of it was refused. Each counter is stored
 * together with the change that it counts, so that it is right after {@code kill -9} too.
 *
 * @param starts start calls that were accepted, those to go on with a movement among them
 * @param prechecks precheck runs that began; a run repeated after a restart is the same run
 * @param movements entries into data movement; a resume goes on with the entry that was
 * @param shields shield calls that were accepted
 * @param pauses pause calls that were accepted
 * @param stops stop calls that were accepted
 * @param completes calls to complete that were accepted
 * @param changes calls to change what the job is to do that were accepted
 * @param startsRefused calls to start, to go on or to check that were refused because of where the
 *     job stood: while it was prechecking or moving, for one
 */
public record Effects(
    int starts,
    int prechecks,
    int movements,
    int shields,
    int pauses,
    int stops,
    int completes,
    int changes,
    int startsRefused) {
  static final Effects NONE = new Effects(0, 0, 0, 0, 0, 0, 0, 0, 0);

  Effects started() {
    return plus(new Effects(1, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  Effects prechecked() {
    return plus(new Effects(0, 1, 0, 0, 0, 0, 0, 0, 0));
  }

  Effects moved() {
    return plus(new Effects(0, 0, 1, 0, 0, 0, 0, 0, 0));
  }

  Effects withMovements(int count) {
    return plus(new Effects(0, 0, count - movements, 0, 0, 0, 0, 0, 0));
  }

  Effects shielded() {
    return plus(new Effects(0, 0, 0, 1, 0, 0, 0, 0, 0));
  }

  Effects paused() {
    return plus(new Effects(0, 0, 0, 0, 1, 0, 0, 0, 0));
  }

  Effects stopped() {
    return plus(new Effects(0, 0, 0, 0, 0, 1, 0, 0, 0));
  }

  Effects completed() {
    return plus(new Effects(0, 0, 0, 0, 0, 0, 1, 0, 0));
  }

  Effects changed() {
    return plus(new Effects(0, 0, 0, 0, 0, 0, 0, 1, 0));
  }

  Effects startRefused() {
    return plus(new Effects(0, 0, 0, 0, 0, 0, 0, 0, 1));
  }

  private Effects plus(Effects more) {
    return new Effects(
        starts + more.starts,
        prechecks + more.prechecks,
        movements + more.movements,
        shields + more.shields,
        pauses + more.pauses,
        stops + more.stops,
        completes + more.completes,
        changes + more.changes,
        startsRefused + more.startsRefused);
  }
}
