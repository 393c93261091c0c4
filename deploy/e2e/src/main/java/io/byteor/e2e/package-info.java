/**
 * Proofs: claims about the assembled system, tried by hurting it. A proof runs small and seeded in the suite, and at full size
 * by {@code byteor prove}; it is the same code.
 */
@NullMarked
package io.byteor.e2e;

import org.jspecify.annotations.NullMarked;
