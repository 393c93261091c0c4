/** Receipts: what the audit store says of one replay, signed, to be checked where nothing of it runs. */
@NullMarked
package io.byteor.schemas.audit.receipt;

import org.jspecify.annotations.NullMarked;
