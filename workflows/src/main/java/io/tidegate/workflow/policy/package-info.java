@NullMarked
package io.tidegate.workflow.policy;

import org.jspecify.annotations.NullMarked;
