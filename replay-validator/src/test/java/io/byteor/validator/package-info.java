/** The world that the validator's tests talk about. */
@NullMarked
package io.byteor.validator;

import org.jspecify.annotations.NullMarked;
