@NullMarked
package io.tidegate.sandbox.admin;

import org.jspecify.annotations.NullMarked;
