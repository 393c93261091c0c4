/** Damage of all kinds to what strangers send. */
@NullMarked
package io.byteor.schemas.fuzz;

import org.jspecify.annotations.NullMarked;
