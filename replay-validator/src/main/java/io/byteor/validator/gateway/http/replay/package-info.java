/** Asking for replays over HTTP. */
@NullMarked
package io.byteor.validator.gateway.http.replay;

import org.jspecify.annotations.NullMarked;
