/** Which store it is and where, as an installation says; opens it. */
@NullMarked
package io.byteor.store.location;

import org.jspecify.annotations.NullMarked;
