/** Reads what services write as JSON, whatever they make of types and case. */
@NullMarked
package io.tidegate.provider.json;

import org.jspecify.annotations.NullMarked;
