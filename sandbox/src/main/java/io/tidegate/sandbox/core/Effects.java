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
    return new Effects(
        starts + 1,
        prechecks,
        movements,
        shields,
        pauses,
        stops,
        completes,
        changes,
        startsRefused);
  }

  Effects prechecked() {
    return new Effects(
        starts,
        prechecks + 1,
        movements,
        shields,
        pauses,
        stops,
        completes,
        changes,
        startsRefused);
  }

  Effects moved() {
    return withMovements(movements + 1);
  }

  Effects withMovements(int count) {
    return new Effects(
        starts, prechecks, count, shields, pauses, stops, completes, changes, startsRefused);
  }

  Effects shielded() {
    return new Effects(
        starts,
        prechecks,
        movements,
        shields + 1,
        pauses,
        stops,
        completes,
        changes,
        startsRefused);
  }

  Effects paused() {
    return new Effects(
        starts,
        prechecks,
        movements,
        shields,
        pauses + 1,
        stops,
        completes,
        changes,
        startsRefused);
  }

  Effects stopped() {
    return new Effects(
        starts,
        prechecks,
        movements,
        shields,
        pauses,
        stops + 1,
        completes,
        changes,
        startsRefused);
  }

  Effects completed() {
    return new Effects(
        starts,
        prechecks,
        movements,
        shields,
        pauses,
        stops,
        completes + 1,
        changes,
        startsRefused);
  }

  Effects changed() {
    return new Effects(
        starts,
        prechecks,
        movements,
        shields,
        pauses,
        stops,
        completes,
        changes + 1,
        startsRefused);
  }

  Effects startRefused() {
    return new Effects(
        starts,
        prechecks,
        movements,
        shields,
        pauses,
        stops,
        completes,
        changes,
        startsRefused + 1);
  }
}
