/** Digests, and the canonical JSON that they are taken over. */
@NullMarked
package io.byteor.schemas.digest;

import org.jspecify.annotations.NullMarked;
