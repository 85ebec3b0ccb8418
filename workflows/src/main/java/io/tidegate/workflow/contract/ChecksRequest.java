package io.tidegate.workflow.contract;

/**
 * Asks for a page of the last precheck as the provider has it now.
 *
 * @param page counted from 1
 * @param pageSize at most 200
 */
public record ChecksRequest(JobRef job, int page, int pageSize) {}
