@NullMarked
package io.tidegate.cli.output;

import org.jspecify.annotations.NullMarked;
