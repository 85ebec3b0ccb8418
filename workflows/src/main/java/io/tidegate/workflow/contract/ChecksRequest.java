package io.tidegate.workflow.contract;

/**
 * Asks for a page of what the provider says of a job now.
 *
 * @param page counted from 1
 * @param pageSize at most 200
 * @param part the precheck unless said
 */
public record ChecksRequest(JobRef job, int page, int pageSize, ChecksPart part) {
  public ChecksRequest {
    part = part == null ? ChecksPart.PRECHECK : part;
  }
}
