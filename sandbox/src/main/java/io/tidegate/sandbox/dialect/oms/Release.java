package io.tidegate.sandbox.dialect.oms;

import io.tidegate.sandbox.core.Deployment;
import java.util.Arrays;

/**
 * A release of the service's software, which knows some actions and not others.
 *
 * @param community whether it is one of the community edition, which counts for itself
 */
public record Release(int major, int minor, int patch, boolean community) {
  private static final String COMMUNITY = "-CE";

  static Release of(Deployment deployment) {
    String version = deployment.version();
    int[] numbers =
        Arrays.stream(version.replace(COMMUNITY, "").split("\\.", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    return new Release(numbers[0], numbers[1], numbers[2], version.endsWith(COMMUNITY));
  }

  /** Whether it is this one or a later one; says nothing between the two editions. */
  public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
    return Arrays.compare(
            new int[] {major, minor, patch}, new int[] {otherMajor, otherMinor, otherPatch})
        >= 0;
  }

  /** Whether a precheck can be asked for beside a project. */
  public boolean hasStandaloneChecks() {
    return community ? isAtLeast(4, 2, 12) : isAtLeast(4, 2, 2);
  }
}
