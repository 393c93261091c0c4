/** Stored bundles over HTTP: described, by the file and as a whole. */
@NullMarked
package io.byteor.ingest.http.stored;

import org.jspecify.annotations.NullMarked;
