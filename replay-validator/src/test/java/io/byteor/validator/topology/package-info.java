/** The topology driven in memory. */
@NullMarked
package io.byteor.validator.topology;

import org.jspecify.annotations.NullMarked;
