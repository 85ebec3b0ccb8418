@NullMarked
package io.tidegate.sandbox.dialect.oms.action;

import org.jspecify.annotations.NullMarked;
