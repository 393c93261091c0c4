/** Approvals over HTTP. */
@NullMarked
package io.byteor.validator.gateway.http.approval;

import org.jspecify.annotations.NullMarked;
