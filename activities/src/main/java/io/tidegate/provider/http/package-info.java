/** What every client of a provider shares on the wire: deadlines, bounds, budgets of calls. */
@NullMarked
package io.tidegate.provider.http;

import org.jspecify.annotations.NullMarked;
