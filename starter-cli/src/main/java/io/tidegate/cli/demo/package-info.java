@NullMarked
package io.tidegate.cli.demo;

import org.jspecify.annotations.NullMarked;
