package io.tidegate.sandbox.core;

import java.util.List;
import java.util.Objects;

/** Finds what is configured beside a job. */
final class Neighbours {
  private final Metadatabase metadatabase;
  private final JobStore store;

  Neighbours(Metadatabase metadatabase, JobStore store) {
    this.metadatabase = metadatabase;
    this.store = store;
  }

  /** Those of the same dialect: one service does not know what another was told to do. */
  List<Neighbour> of(Job job) {
    return metadatabase.transaction(store::list).stream()
        .filter(other -> other.dialect().equals(job.dialect()))
        .filter(other -> !other.id().equals(job.id()) && other.status() != JobStatus.FINISHED)
        .map(other -> new Neighbour(other.id(), other.spec(), isWayBack(job, other)))
        .toList();
  }

  private static boolean isWayBack(Job job, Job other) {
    return Objects.equals(job.spec().reverseOf(), other.id())
        || Objects.equals(other.spec().reverseOf(), job.id());
  }
}
