/** Which addresses the parts may call, whatever names they were given. */
@NullMarked
package io.byteor.schemas.address;

import org.jspecify.annotations.NullMarked;
