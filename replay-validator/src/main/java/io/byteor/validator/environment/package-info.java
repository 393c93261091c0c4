/** An environment: its posture (what may be replayed, who must approve, limits, freezes) and the addresses of its targets. */
@NullMarked
package io.byteor.validator.environment;

import org.jspecify.annotations.NullMarked;
