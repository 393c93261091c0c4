/** What became of commands, as answers. */
@NullMarked
package io.byteor.validator.gateway.http.outcome;

import org.jspecify.annotations.NullMarked;
