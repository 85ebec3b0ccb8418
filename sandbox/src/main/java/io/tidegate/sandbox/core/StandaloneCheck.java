package io.tidegate.sandbox.core;

import java.util.Optional;

/**
 * A precheck that was asked beside its job.
 *
 * @param id new for each, and what it is found by
 * @param run empty to a read that has not heard of it yet
 */
public record StandaloneCheck(String id, String jobId, Optional<PrecheckRun> run) {}
