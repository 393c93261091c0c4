/**
 * A content-addressed store of bundles, written by ingest and read by the runner: the roles, and the store that keeps them in
 * a file system. What a role says holds for every store; {@code BundleStoreContract} proves it.
 */
@NullMarked
package io.byteor.store;

import org.jspecify.annotations.NullMarked;
