/** Receipts for replays that are verified intact. */
@NullMarked
package io.byteor.audit.receipt;

import org.jspecify.annotations.NullMarked;
