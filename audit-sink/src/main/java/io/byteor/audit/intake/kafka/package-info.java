/** Consumers that turn records into batches, and hand what can never be a row to the dead letter before the batch is taken. */
@NullMarked
package io.byteor.audit.intake.kafka;

import org.jspecify.annotations.NullMarked;
