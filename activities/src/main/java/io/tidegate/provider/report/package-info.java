/** Makes of a whole precheck, as a service reports it, what history and answers may carry. */
@NullMarked
package io.tidegate.provider.report;

import org.jspecify.annotations.NullMarked;
