/** Incidents from PostgreSQL. */
@NullMarked
package io.byteor.audit.incident.store;

import org.jspecify.annotations.NullMarked;
