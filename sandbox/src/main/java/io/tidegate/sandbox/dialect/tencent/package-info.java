@NullMarked
package io.tidegate.sandbox.dialect.tencent;

import org.jspecify.annotations.NullMarked;
