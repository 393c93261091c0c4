/** Masking of whatever goes out over HTTP. */
@NullMarked
package io.byteor.audit.http.mask;

import org.jspecify.annotations.NullMarked;
