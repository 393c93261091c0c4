/** The rules over replay requests, tried by the code that decides them: the matrix of all of them, and random worlds. */
@NullMarked
package io.byteor.e2e.rules;

import org.jspecify.annotations.NullMarked;
