package io.tidegate.sandbox.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job is configured to do.
 *
 * @param reverseOf the job of which this is the way back, in the same instance; null of any other
 */
public record JobSpec(
    String name,
    Endpoint source,
    Endpoint target,
    List<DatabaseSelection> objects,
    Stages stages,
    @Nullable String reverseOf) {
  public JobSpec {
    objects = List.copyOf(objects);
  }

  /** Of a job that is no way back. */
  public JobSpec(
      String name,
      Endpoint source,
      Endpoint target,
      List<DatabaseSelection> objects,
      Stages stages) {
    this(name, source, target, objects, stages, null);
  }

  /** The same, as the way back of the job with this id. */
  JobSpec asReverseOf(String jobId) {
    return new JobSpec(name, source, target, objects, stages, jobId);
  }
}
