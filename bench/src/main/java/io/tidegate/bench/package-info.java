/** Long runs and benchmarks, each with a {@code main}; see {@code bench/README.md}. */
@NullMarked
package io.tidegate.bench;

import org.jspecify.annotations.NullMarked;
