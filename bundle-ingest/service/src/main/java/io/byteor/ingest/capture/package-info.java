/** Taking a bundle in: verify while it streams, keep, announce, mark; and what makes up for a crash between those. */
@NullMarked
package io.byteor.ingest.capture;

import org.jspecify.annotations.NullMarked;
