/**
 * Takes incident bundles from runtimes, verifies them while they stream, stores and announces them. This package assembles
 * the parts.
 */
@NullMarked
package io.byteor.ingest;

import org.jspecify.annotations.NullMarked;
