/** Replays as they change, as server-sent events. */
@NullMarked
package io.byteor.audit.http.live;

import org.jspecify.annotations.NullMarked;
