/** Bundles on their way to ingest: manifests first, content in parallel and resumably, through a spool where one is named. */
@NullMarked
package io.byteor.cli.push;

import org.jspecify.annotations.NullMarked;
