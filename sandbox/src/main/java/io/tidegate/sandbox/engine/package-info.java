/** Moves tables, views and triggers with their rows, so that a killed process goes on exactly. */
@NullMarked
package io.tidegate.sandbox.engine;

import org.jspecify.annotations.NullMarked;
