package io.tidegate.workflow.contract;

/**
 * A configured account, without its credentials.
 *
 * @param problem why it cannot be used, with the provider's code and request id; empty when a read
 *     with its credentials succeeded
 */
public record AccountView(
    String name, String provider, String dialect, String region, String endpoint, String problem) {}
