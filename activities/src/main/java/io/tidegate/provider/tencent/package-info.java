/** Tencent Cloud DTS, migrations, API version 2021-12-06. */
@NullMarked
package io.tidegate.provider.tencent;

import org.jspecify.annotations.NullMarked;
