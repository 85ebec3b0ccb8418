package io.tidegate.sandbox.core;

/**
 * A job that is configured beside the one that is asked about, and not over.
 *
 * @param otherDirection whether it is the other direction of the same synchronisation
 */
public record Neighbour(String id, JobSpec spec, boolean otherDirection) {}
