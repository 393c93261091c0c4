/** Explaining a request over HTTP. */
@NullMarked
package io.byteor.validator.gateway.http.explain;

import org.jspecify.annotations.NullMarked;
