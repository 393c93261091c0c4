/** The one catalogue of error codes and the refusal that carries them through every door. */
@NullMarked
package io.byteor.schemas.error;

import org.jspecify.annotations.NullMarked;
