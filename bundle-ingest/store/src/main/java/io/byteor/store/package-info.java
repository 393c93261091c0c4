/**
 * A store of bundles, written by ingest and read by the runner: the roles that it has. What a role says holds for every store;
 * {@code BundleStoreContract} proves it.
 */
@NullMarked
package io.byteor.store;

import org.jspecify.annotations.NullMarked;
