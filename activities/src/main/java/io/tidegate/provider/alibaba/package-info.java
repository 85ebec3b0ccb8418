/** Alibaba Cloud DTS, API version 2020-01-01: its words on one side, ours on the other. */
@NullMarked
package io.tidegate.provider.alibaba;

import org.jspecify.annotations.NullMarked;
