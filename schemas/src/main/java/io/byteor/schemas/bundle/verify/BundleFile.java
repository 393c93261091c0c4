package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.digest.Digest;

/**
 * Content of one file.
 *
 * @param digest of its bytes
 * @param size in bytes
 */
public record BundleFile(Digest digest, long size) {}
