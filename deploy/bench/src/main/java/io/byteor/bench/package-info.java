/** Benchmarks that run ours and its peers interleaved in one run. */
@NullMarked
package io.byteor.bench;

import org.jspecify.annotations.NullMarked;
