/**
 * A PostgreSQL server as a child of this JVM, as durable as a production server: fsync, synchronous commit and full
 * page writes are on.
 */
@NullMarked
package io.byteor.backends.postgres;

import org.jspecify.annotations.NullMarked;
