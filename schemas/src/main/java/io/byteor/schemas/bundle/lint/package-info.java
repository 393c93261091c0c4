/** Warns of what a replay of a bundle would stumble over, whether or not the bundle is valid. Pure over one reading of it. */
@NullMarked
package io.byteor.schemas.bundle.lint;

import org.jspecify.annotations.NullMarked;
