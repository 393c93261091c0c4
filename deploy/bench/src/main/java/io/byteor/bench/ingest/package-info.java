/** Uploads over HTTP: ingest beside servers that keep a body and do nothing else with it. */
@NullMarked
package io.byteor.bench.ingest;

import org.jspecify.annotations.NullMarked;
