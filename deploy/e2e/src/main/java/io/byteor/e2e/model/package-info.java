/**
 * A reference interpreter, slow and obvious, and random specs, lanes and selections on which it and the runner have to agree.
 * It shares no walking, comparing or hashing code with the runner.
 */
@NullMarked
package io.byteor.e2e.model;

import org.jspecify.annotations.NullMarked;
