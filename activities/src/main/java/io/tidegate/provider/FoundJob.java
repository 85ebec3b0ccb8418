package io.tidegate.provider;

/**
 * A job that the provider knows.
 *
 * @param jobId the provider's own id of the job: the one to keep
 * @param instanceId the provider's id of what was bought for it, or empty
 * @param name what people call it at the provider, or empty
 */
public record FoundJob(String jobId, String instanceId, String name) {}
