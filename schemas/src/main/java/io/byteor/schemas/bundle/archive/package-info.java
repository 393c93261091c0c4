/** Reads archives of unknown origin strictly and in constant memory: tar, plain or compressed with gzip or zstandard. */
@NullMarked
package io.byteor.schemas.bundle.archive;

import org.jspecify.annotations.NullMarked;
