/** Escalations over HTTP. */
@NullMarked
package io.byteor.validator.gateway.http.escalation;

import org.jspecify.annotations.NullMarked;
