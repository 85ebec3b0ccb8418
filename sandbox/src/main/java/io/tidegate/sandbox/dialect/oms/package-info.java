@NullMarked
package io.tidegate.sandbox.dialect.oms;

import org.jspecify.annotations.NullMarked;
