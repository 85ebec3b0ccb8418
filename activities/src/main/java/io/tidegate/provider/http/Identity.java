package io.tidegate.provider.http;

import io.tidegate.provider.Credentials;
import java.time.Duration;

/** Rides on a request: who signs it, and how far the server's clock is ahead of ours. */
public record Identity(Credentials credentials, Duration clockSkew) {}
