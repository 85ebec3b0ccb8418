@NullMarked
package io.tidegate.sandbox.fault;

import org.jspecify.annotations.NullMarked;
