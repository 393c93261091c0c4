/** Replays as they change, followed from any instance. */
@NullMarked
package io.byteor.audit.live;

import org.jspecify.annotations.NullMarked;
