package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Keeps content that an agent sends ahead of its bundle, by digest, until the bundle is assembled from it. What one agent has
 * staged can neither be seen nor used by another. Thread-safe.
 */
public interface BlobStaging {
    /** How much of a blob has arrived from this agent; empty where nothing has. */
    Optional<StagedBlob> find(String agent, Digest blob) throws IOException;

    /**
     * Takes the content of a blob from an offset on. What arrived before the stream failed or ended stays and can be gone on
     * from; when the last byte is there the digest is checked. Offset 0 begins again. A blob that is complete is left as it is,
     * and the stream is not read.
     *
     * @param total bytes of the whole blob
     * @param content from the offset on; bytes beyond the total are not read
     * @throws io.byteor.schemas.error.ByteorException UPLOAD_OFFSET where the offset, or the total, is not that of what has
     *     arrived, or somebody else is appending; its value is the count of bytes that have. BLOB_ALTERED where the whole content
     *     has another digest; nothing of it is kept. STAGING_FULL where all that agents have staged leaves no room for the rest
     * @throws StorageFullException if there is no room
     * @throws IOException if the stream or the store fails
     */
    StagedBlob append(String agent, Digest blob, long offset, long total, InputStream content) throws IOException;

    /**
     * Puts a bundle together from staged blobs. They stay staged, and others can be assembled from them at the same time. It is
     * not judged yet.
     *
     * @param files path to digest; every path has been found harmless
     * @throws io.byteor.schemas.error.ByteorException UPLOAD_OFFSET with the digest as place where a blob is not, or no longer,
     *     staged complete; its value is the count of bytes that have arrived
     * @throws StorageFullException if there is no room
     */
    StagedBundle assemble(String agent, SortedMap<String, Digest> files) throws IOException;

    /** Bytes that this agent has staged, complete or not, and that have not become part of a bundle. */
    long stagedBytes(String agent) throws IOException;

    /**
     * Removes blobs and parts to which nothing was added since, blobs that have become part of a bundle, and what uploads left
     * that died with an earlier process.
     *
     * @return how many
     */
    int collect(Instant olderThan) throws IOException;
}
