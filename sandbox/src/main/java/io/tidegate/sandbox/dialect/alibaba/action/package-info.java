@NullMarked
package io.tidegate.sandbox.dialect.alibaba.action;

import org.jspecify.annotations.NullMarked;
