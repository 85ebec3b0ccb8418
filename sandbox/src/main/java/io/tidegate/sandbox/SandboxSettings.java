package io.tidegate.sandbox;

import io.tidegate.sandbox.core.AccessKey;
import io.tidegate.sandbox.core.JobTiming;
import java.nio.file.Path;

/**
 * How a sandbox is to run.
 *
 * @param bind the address to listen on
 * @param port 0 for a free one
 * @param data where the metadatabase lies; made if it is not there
 * @param callsPerSecond the most calls of one action in a second; 0 for no limit
 * @param adminFromAnywhere whether other machines may use the admin API, which asks for no key
 */
public record SandboxSettings(
    String bind,
    int port,
    Path data,
    AccessKey key,
    JobTiming timing,
    int callsPerSecond,
    boolean adminFromAnywhere) {

  /** With an admin API for this machine only. */
  public SandboxSettings(
      String bind, int port, Path data, AccessKey key, JobTiming timing, int callsPerSecond) {
    this(bind, port, data, key, timing, callsPerSecond, false);
  }
}
