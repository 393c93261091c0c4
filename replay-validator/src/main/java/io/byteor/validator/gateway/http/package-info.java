/** The gateway over HTTP, below {@code /govern/v1}. */
@NullMarked
package io.byteor.validator.gateway.http;

import org.jspecify.annotations.NullMarked;
