package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.SandboxFixture;

/** Jobs for tests. */
final class Jobs {
  private Jobs() {}

  /** Makes a migration; returns its id. */
  static String create(SandboxFixture sandbox, boolean incremental) {
    return sandbox
        .admin("POST", "/admin/jobs", body("tencent", incremental))
        .body()
        .get("id")
        .asText();
  }

  /** Makes a migration of the version of 2018; returns its id. */
  static String create2018(SandboxFixture sandbox, boolean incremental) {
    return sandbox
        .admin("POST", "/admin/jobs", body("tencent-2018", incremental))
        .body()
        .get("id")
        .asText();
  }

  /** Makes a synchronisation; returns its id. */
  static String createSync(SandboxFixture sandbox) {
    return sandbox
        .admin("POST", "/admin/jobs", body("tencent-sync", true))
        .body()
        .get("id")
        .asText();
  }

  /** What a new job is asked for with. */
  static String body(String dialect, boolean incremental) {
    return SandboxFixture.NEW_JOB
        .replace("\"alibaba\"", "\"" + dialect + "\"")
        .replace("\"name\":", "\"stages\":{\"incremental\":" + incremental + "},\"name\":");
  }
}
