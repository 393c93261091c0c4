/** The audit store in PostgreSQL: one transaction a batch, offsets first, actions by COPY. */
@NullMarked
package io.byteor.audit.intake.postgres;

import org.jspecify.annotations.NullMarked;
