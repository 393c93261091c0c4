/** Exports over HTTP. */
@NullMarked
package io.byteor.audit.http.export;

import org.jspecify.annotations.NullMarked;
