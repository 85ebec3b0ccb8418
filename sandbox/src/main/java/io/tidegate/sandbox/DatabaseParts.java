package io.tidegate.sandbox;

import io.tidegate.sandbox.core.Engine;
import io.tidegate.sandbox.core.Metadatabase;
import io.tidegate.sandbox.core.Prechecks;
import java.util.function.Function;

/**
 * The two parts that touch databases.
 *
 * @param engine made when the metadatabase is there, in which it keeps its place
 */
public record DatabaseParts(Prechecks prechecks, Function<Metadatabase, Engine> engine) {}
