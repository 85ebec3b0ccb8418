package io.tidegate.sandbox.dialect.oms.action;

import org.jspecify.annotations.Nullable;

/** The parameters of an action that takes nothing but an id. */
record ById(@Nullable String id) {}
