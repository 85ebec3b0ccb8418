@NullMarked
package io.tidegate.workflow;

import org.jspecify.annotations.NullMarked;
