@NullMarked
package io.tidegate.activity;

import org.jspecify.annotations.NullMarked;
