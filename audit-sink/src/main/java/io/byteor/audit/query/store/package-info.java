/** The questions answered from PostgreSQL. The entities are for reading only: Flyway makes the tables, the intake fills them. */
@NullMarked
package io.byteor.audit.query.store;

import org.jspecify.annotations.NullMarked;
