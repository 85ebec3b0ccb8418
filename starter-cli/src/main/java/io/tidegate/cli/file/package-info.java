@NullMarked
package io.tidegate.cli.file;

import org.jspecify.annotations.NullMarked;
