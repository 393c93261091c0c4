/** Counts requests in token buckets. */
@NullMarked
package io.byteor.ingest.guard.bucket4j;

import org.jspecify.annotations.NullMarked;
