package io.byteor.store;

import io.byteor.schemas.digest.Digest;

/**
 * A blob that was sent ahead of its bundle.
 *
 * @param digest of the whole blob, as its sender said
 * @param received bytes that have arrived
 * @param total bytes of the whole blob
 * @param complete whether all have, and have the digest
 * @param used whether a stored bundle has it
 */
public record StagedBlob(Digest digest, long received, long total, boolean complete, boolean used) {
    /** One that no bundle has yet. */
    public static StagedBlob arrived(Digest digest, long received, long total, boolean complete) {
        return new StagedBlob(digest, received, total, complete, false);
    }
}
