@NullMarked
package io.tidegate.sandbox.dialect.alibaba;

import org.jspecify.annotations.NullMarked;
