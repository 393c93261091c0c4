package io.byteor.store.location;

/** What keeps the bundles. */
public enum StoreKind {
    /** A local file system. */
    FILESYSTEM,
    /** A bucket of an S3 server. */
    S3
}
