package io.tidegate.sandbox.core;

import java.util.Optional;

/** A job together with its latest precheck run and its progress, all of one moment. */
public record JobView(Job job, Optional<PrecheckRun> precheck, Engine.Progress progress) {}
