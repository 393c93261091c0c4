/** Keeps captured bundles in the artifact store. */
@NullMarked
package io.byteor.ingest.store;

import org.jspecify.annotations.NullMarked;
