/** The real broker, database and schema registry behind one interface. Knows nothing of the services. */
@NullMarked
package io.byteor.backends;

import org.jspecify.annotations.NullMarked;
