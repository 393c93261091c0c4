/** Blobs that agents send ahead of their bundles, and bundles that are put together from them. */
@NullMarked
package io.byteor.store.staging;

import org.jspecify.annotations.NullMarked;
