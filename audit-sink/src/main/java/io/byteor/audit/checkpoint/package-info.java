/**
 * Signed checkpoints over the heads of all logs. What a checkpoint covers cannot be changed, moved or cut off in the database
 * without the key, or without somebody who has kept the checkpoint noticing.
 */
@NullMarked
package io.byteor.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
