/** A remedy tried on real webhooks: what a fixed spec changes, told by the runner and by plain code. */
@NullMarked
package io.byteor.e2e.remedy;

import org.jspecify.annotations.NullMarked;
