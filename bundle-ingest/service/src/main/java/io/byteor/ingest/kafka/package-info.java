/** Announces captured bundles on their topic. */
@NullMarked
package io.byteor.ingest.kafka;

import org.jspecify.annotations.NullMarked;
