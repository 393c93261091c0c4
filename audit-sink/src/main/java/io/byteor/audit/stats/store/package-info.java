/** Totals from PostgreSQL. */
@NullMarked
package io.byteor.audit.stats.store;

import org.jspecify.annotations.NullMarked;
