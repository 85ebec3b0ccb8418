package io.tidegate.sandbox.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a job's configuration must be. */
final class SpecRules {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,255}");

  private SpecRules() {}

  /**
   * @throws InvalidSpec naming the first thing that is wrong
   */
  static void check(CheckSet set, JobSpec spec) {
    require(!spec.name().isBlank(), "a job needs a name");
    checkEndpoint("source", spec.source());
    checkEndpoint("target", spec.target());
    require(!spec.objects().isEmpty(), "a job needs at least one database in 'objects'");
    Set<String> databases = new HashSet<>();
    for (DatabaseSelection selection : spec.objects()) {
      require(
          !selection.database().isBlank() && !selection.targetDatabase().isBlank(),
          "a database in 'objects' has no name");
      require(
          databases.add(selection.database()),
          "database '" + selection.database() + "' is selected twice");
      require(
          selection.tables().stream().noneMatch(String::isBlank),
          "a table of database '" + selection.database() + "' has no name");
    }
    require(
        spec.stages().fullLoad() || !spec.stages().incremental(),
        "the stage incremental goes on from the load: set stages.fullLoad to true");
    require(
        spec.stages().structure() || spec.stages().fullLoad(),
        "a job needs at least one of the stages structure and fullLoad");
    require(
        (set != CheckSet.TENCENT_SYNC && set != CheckSet.ALIBABA_SYNC)
            || spec.stages().incremental(),
        "a synchronisation follows its source until it is stopped: set stages.incremental to true");
    require(
        set == CheckSet.ALIBABA_SYNC || spec.reverseOf() == null,
        "only a synchronisation of the dialect alibaba-sync has a way back: leave out reverseOf");
  }

  /**
   * @param instance the jobs of the instance that the way back is to be in
   * @throws InvalidSpec unless it is the way back of the one job there
   */
  static void checkReverse(List<Job> instance, Job forward, JobSpec spec) {
    require(
        instance.size() == 1 && forward.spec().reverseOf() == null,
        "job " + forward.id() + " has both its directions already");
    require(
        CheckSet.of(forward.dialect()) == CheckSet.ALIBABA_SYNC,
        "job " + forward.id() + " is of another dialect, and has no way back");
    require(
        isSameServer(spec.source(), forward.spec().target())
            && isSameServer(spec.target(), forward.spec().source()),
        "a way back goes from the target of job %s, %s, to its source, %s"
            .formatted(forward.id(), forward.spec().target(), forward.spec().source()));
    require(
        Set.copyOf(spec.objects())
            .equals(
                forward.spec().objects().stream()
                    .map(DatabaseSelection::backwards)
                    .collect(Collectors.toSet())),
        "a way back has the objects of job " + forward.id() + ", from target to source");
  }

  private static boolean isSameServer(Endpoint one, Endpoint other) {
    return one.host().equals(other.host()) && one.port() == other.port();
  }

  private static void checkEndpoint(String role, Endpoint endpoint) {
    // A host goes into a connection string, in which other characters would mean something.
    require(
        HOST.matcher(endpoint.host()).matches(),
        role + ".host must be a host name or an address, letters, digits and . _ : - only");
    require(
        endpoint.port() > 0 && endpoint.port() < 65_536,
        role + ".port must be between 1 and 65535, not " + endpoint.port());
    require(!endpoint.user().isBlank(), role + ".user is empty");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new InvalidSpec(message);
    }
  }
}
