/** {@code /audit/v1/incidents}. */
@NullMarked
package io.byteor.audit.http.incident;

import org.jspecify.annotations.NullMarked;
