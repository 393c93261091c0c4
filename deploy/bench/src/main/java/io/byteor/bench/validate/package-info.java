/** Decisions of the validator as it is shipped, beside topologies that pass records on and do nothing else. */
@NullMarked
package io.byteor.bench.validate;

import org.jspecify.annotations.NullMarked;
