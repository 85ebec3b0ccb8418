@NullMarked
package io.tidegate.cli.temporal;

import org.jspecify.annotations.NullMarked;
