package io.tidegate.workflow.contract;

/**
 * A job as its provider identifies it: what a pipeline is about, whatever we call the account.
 *
 * @param account the configured access to use, by name; never a credential
 * @param provider e.g. {@code alibaba}
 * @param dialect the API of that provider, e.g. {@code alibaba} or {@code tencent-2021}
 * @param region the provider's region, e.g. {@code cn-hangzhou}
 * @param job the provider's own id of the job, resolved by a look at the provider
 */
public record JobRef(String account, String provider, String dialect, String region, String job) {}
