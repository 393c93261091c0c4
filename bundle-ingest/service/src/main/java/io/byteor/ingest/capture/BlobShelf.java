package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/** Content that agents send ahead of its bundle, each for itself. Thread-safe. */
public interface BlobShelf {
    /**
     * Content of which every byte has arrived.
     *
     * @param used whether a kept bundle has it
     */
    record Shelved(long bytes, boolean used) {}

    /** What has arrived whole from this agent. */
    Optional<Shelved> find(String agent, Digest blob) throws IOException;

    /** Puts small content there, unless it is. */
    void put(String agent, byte[] content) throws IOException;

    /** Puts a bundle together out of blobs that are there; they stay until they are collected. It is not judged yet. */
    Assembly assemble(String agent, SortedMap<String, Digest> files) throws IOException;

    /** A bundle that was put together; nothing of it remains when it is closed without having been kept. */
    interface Assembly extends BundleSource, AutoCloseable {
        /** Keeps the bundle, as {@link BundleShelf.Deposit#keep} does. */
        BundleShelf.Kept keep(VerifiedBundle bundle) throws IOException;

        @Override
        void close() throws IOException;
    }
}
