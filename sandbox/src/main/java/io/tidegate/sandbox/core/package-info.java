@NullMarked
package io.tidegate.sandbox.core;

import org.jspecify.annotations.NullMarked;
