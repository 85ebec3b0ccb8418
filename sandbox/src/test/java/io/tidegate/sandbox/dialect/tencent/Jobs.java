package io.tidegate.sandbox.dialect.tencent;

import io.tidegate.sandbox.SandboxFixture;

/** Jobs for tests. */
final class Jobs {
  private Jobs() {}

  /** Makes a job; returns its id. */
  static String create(SandboxFixture sandbox, boolean incremental) {
    String body =
        SandboxFixture.NEW_JOB
            .replace("\"alibaba\"", "\"tencent\"")
            .replace("\"name\":", "\"stages\":{\"incremental\":" + incremental + "},\"name\":");
    return sandbox.admin("POST", "/admin/jobs", body).body().get("id").asText();
  }
}
