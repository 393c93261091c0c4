/**
 * Journal segments: captured records as an Avro Object Container File with one fixed writer schema, and the block table that
 * lets a window of a huge segment be found and verified without reading the rest. Segments are untrusted input.
 */
@NullMarked
package io.byteor.schemas.journal;

import org.jspecify.annotations.NullMarked;
