package io.tidegate.sandbox.admin;

import io.tidegate.sandbox.core.Deployment;
import io.tidegate.sandbox.core.Deployments;
import io.tidegate.sandbox.http.Answer;
import io.tidegate.sandbox.http.Request;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the service is set up that its users run themselves, on {@code /admin/oms}. */
final class DeploymentCalls {
  private final Deployments deployments;

  private record Report(String version, SortedMap<String, Boolean> skippable) {}

  DeploymentCalls(Deployments deployments) {
    this.deployments = deployments;
  }

  Answer show() {
    Deployment deployment = deployments.get();
    return AdminJson.answer(
        200, new Report(deployment.version(), new TreeMap<>(deployment.skippable())));
  }

  /** What is not said stays as it is. */
  Answer change(Request request) {
    AdminRequests.NewDeployment body = AdminJson.read(request, AdminRequests.NewDeployment.class);
    Deployment now = deployments.get();
    deployments.set(
        new Deployment(
            Objects.requireNonNullElse(body.version(), now.version()),
            body.skippable() == null ? now.skippable() : flags(body.skippable())));
    return show();
  }

  private static Map<String, Boolean> flags(Map<String, @Nullable Boolean> sent) {
    Map<String, Boolean> flags = new TreeMap<>();
    sent.forEach((type, may) -> flags.put(type, AdminRequests.required(may, "skippable." + type)));
    return flags;
  }
}
