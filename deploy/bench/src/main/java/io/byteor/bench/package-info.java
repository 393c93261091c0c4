/**
 * The shell for benchmarks: ours and its peers, interleaved in one run, reported as medians, spread and ratios. Absolute
 * figures drift from machine to machine; the ratio or the difference of two medians of one run is what a mark is held against.
 */
@NullMarked
package io.byteor.bench;

import org.jspecify.annotations.NullMarked;
