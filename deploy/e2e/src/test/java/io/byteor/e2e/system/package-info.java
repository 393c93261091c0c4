/** The assembled system as its user meets it: through the command line. */
@NullMarked
package io.byteor.e2e.system;

import org.jspecify.annotations.NullMarked;
