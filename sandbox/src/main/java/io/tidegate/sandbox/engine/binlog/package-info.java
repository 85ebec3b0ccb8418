/** Reads a source's binary log. Knows nothing of jobs and targets. */
@NullMarked
package io.tidegate.sandbox.engine.binlog;

import org.jspecify.annotations.NullMarked;
