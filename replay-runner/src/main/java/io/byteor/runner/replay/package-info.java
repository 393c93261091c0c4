/**
 * Carries one replay from its admission to its audit, over ports for what is outside. The state machine is in
 * {@link io.byteor.runner.replay.ReplayRun}; everything it must not forget stands in the checkpoint.
 */
@NullMarked
package io.byteor.runner.replay;

import org.jspecify.annotations.NullMarked;
