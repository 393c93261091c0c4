/** Replays by the runner itself, with everything outside of it in memory: what it commits, and what befalls its commits. */
@NullMarked
package io.byteor.e2e.replay;

import org.jspecify.annotations.NullMarked;
