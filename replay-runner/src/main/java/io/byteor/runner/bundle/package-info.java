/** A stored bundle as a replay reads it: nothing of it is believed before it has the digest that hangs on the bundle id. */
@NullMarked
package io.byteor.runner.bundle;

import org.jspecify.annotations.NullMarked;
