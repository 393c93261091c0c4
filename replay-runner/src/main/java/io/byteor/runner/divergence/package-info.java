/**
 * Compares what a walk produces with the output lanes that were captured: by output lane, origin and ordinal, in constant memory
 * whatever the size of the lanes and the order of their origins.
 *
 * <p>The captured outputs are read once, verified, and put into the order of the walk: a fixed-size entry each, sorted on disk
 * where they are many. The walk then meets each at its origin. The order is a function of the bundle, so a take-over builds it
 * again and goes on from the counts of its checkpoint. Payloads are read again only for the differences that the audit shows.
 */
@NullMarked
package io.byteor.runner.divergence;

import org.jspecify.annotations.NullMarked;
