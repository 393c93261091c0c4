/** Rows out of one snapshot of the database, by cursors. */
@NullMarked
package io.byteor.audit.export.postgres;

import org.jspecify.annotations.NullMarked;
