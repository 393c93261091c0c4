/** Writes the reference from the code and notices when the committed pages have drifted from it. */
@NullMarked
package io.byteor.docs;

import org.jspecify.annotations.NullMarked;
