package io.byteor.e2e.ingest;

/** How a bundle gets to ingest. */
enum Way {
    /** As one stream. */
    TAR,
    /** Its manifests first, then what is missing, blob by blob and part by part. */
    MANIFESTS
}
