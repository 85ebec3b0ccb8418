package io.tidegate.sandbox.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that lets a client in.
 *
 * @param token what a request must carry beside it; present exactly where the key is temporary
 * @param expires from when on a temporary key lets nobody in
 */
public record GrantedKey(AccessKey key, @Nullable String token, @Nullable Instant expires) {
  @Override
  public String toString() {
    return key.toString();
  }
}
