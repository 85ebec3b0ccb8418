package io.tidegate.sandbox.core;

import java.util.List;

/** What a job was configured to do; it does not change after the job is created. */
public record JobSpec(
    String name, Endpoint source, Endpoint target, List<DatabaseSelection> objects, Stages stages) {
  public JobSpec {
    objects = List.copyOf(objects);
  }
}
