/** Real MariaDB servers for rehearsals and tests, from binaries on the class path. */
@NullMarked
package io.tidegate.sandbox.lab;

import org.jspecify.annotations.NullMarked;
