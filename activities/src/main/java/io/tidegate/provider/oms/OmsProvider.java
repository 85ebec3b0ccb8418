package io.tidegate.provider.oms;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.CallBudget;
import io.tidegate.provider.DefinedProvider;
import java.time.Clock;
import java.util.Optional;

/**
 * An account at an OceanBase Migration Service, whose jobs are its projects. The precheck is a
 * project's first step, and the movement follows a pass by itself.
 *
 * <p>No call is published that passes over an item of a precheck, so there is no shield. Nor is
 * there one for the switchover to the target: its stages are taken in the console. What calls there
 * are can end a project that follows its source: {@code StopProject}, which alone is a pause, and
 * then {@code ReleaseProject}, which is final. That is an honest end once the target has
 * everything, and so it is the cutover here, but for projects that are set up to follow back from
 * the target: releasing one would remove the way back, and is refused.
 */
public final class OmsProvider extends ProjectProvider {
  /** The only API of the service, and so its name too. */
  public static final String DIALECT = "oms";

  /** No limit is documented; the service is one process that people work with too. */
  private static final double CALLS_PER_SECOND = 10;

  private static final StepNames STEP_NAMES =
      new StepNames(
          Controls.START,
          Controls.RESUME,
          "",
          Controls.START,
          Controls.STOP + ", " + Controls.RELEASE);

  private final DefinedProvider forDefinitions;

  private OmsProvider(AccountSettings settings, OmsClient client, Clock clock) {
    super(settings, client, clock, true);
    this.forDefinitions = new OmsDefinedProvider(settings, client, clock);
  }

  /**
   * @throws IllegalArgumentException where the settings name no endpoint
   */
  public static OmsProvider create(AccountSettings settings, MeterRegistry meters, Clock clock) {
    CallBudget budget =
        new CallBudget(
            settings.callsPerSecond() > 0 ? settings.callsPerSecond() : CALLS_PER_SECOND);
    return new OmsProvider(settings, new OmsClient(settings, budget, meters, clock), clock);
  }

  @Override
  public Optional<DefinedProvider> forDefinitions() {
    return Optional.of(forDefinitions);
  }

  @Override
  public StepNames stepNames() {
    return STEP_NAMES;
  }
}
