@NullMarked
package io.tidegate.workflow.contract;

import org.jspecify.annotations.NullMarked;
