/** Approvals: votes of distinct people over one request digest, as a state machine of pure functions. */
@NullMarked
package io.byteor.validator.approval;

import org.jspecify.annotations.NullMarked;
