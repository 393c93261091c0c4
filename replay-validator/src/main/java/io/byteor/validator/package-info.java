/** Decides what may run. The topology is the only writer of facts; the gateway only writes commands. */
@NullMarked
package io.byteor.validator;

import org.jspecify.annotations.NullMarked;
