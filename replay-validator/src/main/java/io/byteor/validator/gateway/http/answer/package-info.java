/** What the gateway's own refusals tell of who was refused. */
@NullMarked
package io.byteor.validator.gateway.http.answer;

import org.jspecify.annotations.NullMarked;
