/** Incidents: what was captured of each, and all that happened to it since, as one timeline. */
@NullMarked
package io.byteor.audit.incident;

import org.jspecify.annotations.NullMarked;
