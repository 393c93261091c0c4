/** Proofs about effects: that they happen once, and that what nobody can know is said to be unknown. */
@NullMarked
package io.byteor.e2e.effect;

import org.jspecify.annotations.NullMarked;
