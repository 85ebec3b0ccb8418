/**
 * Replies as they come over the wire. Every scalar is text, and every field may be absent: editions
 * and versions of the service leave out what others send.
 */
@NullMarked
package io.tidegate.provider.oms.wire;

import org.jspecify.annotations.NullMarked;
