/** Account of who was handed what stored bundles hold: no byte goes out before its record is kept. */
@NullMarked
package io.byteor.ingest.access;

import org.jspecify.annotations.NullMarked;
