/**
 * Replies as they come over the wire. Every scalar is text, and every field may be absent: the
 * service writes "nothing" in four ways.
 */
@NullMarked
package io.tidegate.provider.tencent.wire;

import org.jspecify.annotations.NullMarked;
