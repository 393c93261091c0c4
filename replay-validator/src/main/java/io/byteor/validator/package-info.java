/** The validator as a service: what is made of which, and in which order it starts and stops. */
@NullMarked
package io.byteor.validator;

import org.jspecify.annotations.NullMarked;
