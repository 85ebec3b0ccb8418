@NullMarked
package io.tidegate.cli.command;

import org.jspecify.annotations.NullMarked;
