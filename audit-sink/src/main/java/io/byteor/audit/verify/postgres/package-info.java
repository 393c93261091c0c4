/** Stored actions read back from PostgreSQL by a cursor. */
@NullMarked
package io.byteor.audit.verify.postgres;

import org.jspecify.annotations.NullMarked;
