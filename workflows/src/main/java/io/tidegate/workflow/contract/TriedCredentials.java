package io.tidegate.workflow.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one worker last had, which did not let a migration go on.
 *
 * @param againFrom when they are worth another try, because it was another worker's that were
 *     refused meanwhile; absent where these were refused themselves
 */
public record TriedCredentials(CredentialsMark mark, @Nullable Instant againFrom) {}
