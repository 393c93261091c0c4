/**
 * The running system under a proof. A proof says what it needs of it; whether it gets a system of its own or the one that all
 * proofs of the suite share is decided by who runs it.
 */
@NullMarked
package io.byteor.e2e.stage;

import org.jspecify.annotations.NullMarked;
