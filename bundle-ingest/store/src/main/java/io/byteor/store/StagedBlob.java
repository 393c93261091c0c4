package io.byteor.store;

import io.byteor.schemas.digest.Digest;

/**
 * A blob that was sent ahead of its bundle.
 *
 * @param digest of the whole blob, as its sender said
 * @param received bytes that have arrived
 * @param total bytes of the whole blob
 * @param complete whether all have, and have the digest
 */
public record StagedBlob(Digest digest, long received, long total, boolean complete) {}
