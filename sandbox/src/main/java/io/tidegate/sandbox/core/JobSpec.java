package io.tidegate.sandbox.core;

import java.util.List;

/** What a job is configured to do. */
public record JobSpec(
    String name, Endpoint source, Endpoint target, List<DatabaseSelection> objects, Stages stages) {
  public JobSpec {
    objects = List.copyOf(objects);
  }
}
