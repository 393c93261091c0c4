/** Claims about who may decide what, and what is kept of those who tried. */
@NullMarked
package io.byteor.e2e.govern;

import org.jspecify.annotations.NullMarked;
