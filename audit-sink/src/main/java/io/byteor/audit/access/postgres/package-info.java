/** Access records in PostgreSQL. */
@NullMarked
package io.byteor.audit.access.postgres;

import org.jspecify.annotations.NullMarked;
