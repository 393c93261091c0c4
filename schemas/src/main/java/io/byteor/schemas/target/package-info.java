/** Where the named targets of a pipeline lie, as an environment's registry entry says. */
@NullMarked
package io.byteor.schemas.target;

import org.jspecify.annotations.NullMarked;
