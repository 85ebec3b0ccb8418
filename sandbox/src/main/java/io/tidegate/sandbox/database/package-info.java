/** Talking to the servers that jobs read from and write to. */
@NullMarked
package io.tidegate.sandbox.database;

import org.jspecify.annotations.NullMarked;
