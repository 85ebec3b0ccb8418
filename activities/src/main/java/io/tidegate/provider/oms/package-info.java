/** OceanBase Migration Service: the API of its console, version 2. */
@NullMarked
package io.tidegate.provider.oms;

import org.jspecify.annotations.NullMarked;
