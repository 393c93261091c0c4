/** A content-addressed store of bundle files, written by ingest and read by the runner. */
@NullMarked
package io.byteor.store;

import org.jspecify.annotations.NullMarked;
