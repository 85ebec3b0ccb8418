/** A transfer service as we see it, whoever runs it. Knows nothing of workflows. */
@NullMarked
package io.tidegate.provider;

import org.jspecify.annotations.NullMarked;
