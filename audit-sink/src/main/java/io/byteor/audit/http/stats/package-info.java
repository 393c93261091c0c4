/** {@code /audit/v1/stats}. */
@NullMarked
package io.byteor.audit.http.stats;

import org.jspecify.annotations.NullMarked;
