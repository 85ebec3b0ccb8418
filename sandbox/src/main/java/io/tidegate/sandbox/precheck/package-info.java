/** The questions of a precheck, one class each, asked of real databases. */
@NullMarked
package io.tidegate.sandbox.precheck;

import org.jspecify.annotations.NullMarked;
