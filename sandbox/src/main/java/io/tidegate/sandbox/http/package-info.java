@NullMarked
package io.tidegate.sandbox.http;

import org.jspecify.annotations.NullMarked;
