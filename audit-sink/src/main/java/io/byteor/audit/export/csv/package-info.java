/** Rows as CSV (RFC 4180). */
@NullMarked
package io.byteor.audit.export.csv;

import org.jspecify.annotations.NullMarked;
