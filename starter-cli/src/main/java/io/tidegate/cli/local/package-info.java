@NullMarked
package io.tidegate.cli.local;

import org.jspecify.annotations.NullMarked;
