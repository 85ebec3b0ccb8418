@NullMarked
package io.tidegate.sandbox.dialect.tencent.action;

import org.jspecify.annotations.NullMarked;
