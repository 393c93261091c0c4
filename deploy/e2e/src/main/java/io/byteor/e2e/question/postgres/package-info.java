/** The audit store, filled and asked past audit-sink. */
@NullMarked
package io.byteor.e2e.question.postgres;

import org.jspecify.annotations.NullMarked;
