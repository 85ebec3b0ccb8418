package io.tidegate.sandbox.core;

import java.time.Duration;

/**
 * @param staleness how long status reads still tell of the time before a start or precheck
 * @param precheckTime how long a precheck run takes at least
 */
public record JobTiming(Duration staleness, Duration precheckTime) {}
