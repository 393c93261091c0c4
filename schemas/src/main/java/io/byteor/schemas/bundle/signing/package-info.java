/** Signatures of bundles: who vouches for which bundle id. */
@NullMarked
package io.byteor.schemas.bundle.signing;

import org.jspecify.annotations.NullMarked;
