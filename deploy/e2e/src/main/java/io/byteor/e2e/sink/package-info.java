/** Proofs about the audit store's intake. */
@NullMarked
package io.byteor.e2e.sink;

import org.jspecify.annotations.NullMarked;
