/** Checkpoints on their topic. */
@NullMarked
package io.byteor.audit.checkpoint.kafka;

import org.jspecify.annotations.NullMarked;
