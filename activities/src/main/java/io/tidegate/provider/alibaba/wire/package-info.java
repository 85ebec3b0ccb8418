/**
 * Replies as they come over the wire, one record per action. Every scalar is text: the service
 * writes the same field as text, number or boolean.
 */
@NullMarked
package io.tidegate.provider.alibaba.wire;

import org.jspecify.annotations.NullMarked;
