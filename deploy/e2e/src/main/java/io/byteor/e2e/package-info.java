/** Proofs over the assembled system. */
@NullMarked
package io.byteor.e2e;

import org.jspecify.annotations.NullMarked;
