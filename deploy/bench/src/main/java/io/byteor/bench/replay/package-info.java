/**
 * What a replay costs: scanning a lane and verifying it, finding a window, judging records by a predicate. The limit is SHA-256 on
 * one thread over the same file, which stands in the page cache.
 */
@NullMarked
package io.byteor.bench.replay;

import org.jspecify.annotations.NullMarked;
