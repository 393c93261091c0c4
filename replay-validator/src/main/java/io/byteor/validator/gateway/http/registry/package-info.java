/** The governance registry over HTTP. */
@NullMarked
package io.byteor.validator.gateway.http.registry;

import org.jspecify.annotations.NullMarked;
