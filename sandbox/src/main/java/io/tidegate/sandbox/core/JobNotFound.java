package io.tidegate.sandbox.core;

/** No job has this id. */
public final class JobNotFound extends Refusal {
  public JobNotFound(String id) {
    super("there is no job with the id '" + id + "'");
  }
}
