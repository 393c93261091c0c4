/** Access records out of PostgreSQL. */
@NullMarked
package io.byteor.audit.access.postgres;

import org.jspecify.annotations.NullMarked;
