/** The generated reference: pages rendered from the code they describe, committed, and checked for drift. */
@NullMarked
package io.byteor.docs;

import org.jspecify.annotations.NullMarked;
