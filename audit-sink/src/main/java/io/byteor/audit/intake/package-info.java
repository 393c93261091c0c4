/**
 * From records to rows: what a batch is, which values a store can hold, and the one transaction by which a batch is taken
 * exactly once. Technology stands behind {@link AuditStore}.
 */
@NullMarked
package io.byteor.audit.intake;

import org.jspecify.annotations.NullMarked;
