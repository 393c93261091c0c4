/** Checkpoints and logs in PostgreSQL. */
@NullMarked
package io.byteor.audit.checkpoint.postgres;

import org.jspecify.annotations.NullMarked;
