/** Guards that look at a request before, or at its answer after, everything else. */
@NullMarked
package io.byteor.ingest.guard.http;

import org.jspecify.annotations.NullMarked;
