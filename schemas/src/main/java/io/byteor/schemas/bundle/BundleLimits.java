package io.byteor.schemas.bundle;

/**
 * What a verifier takes at most.
 *
 * @param files in one bundle
 * @param bytes of all its files together
 * @param documentBytes of one document or tag file that is not a manifest
 * @param manifestBytes of the payload manifest
 * @param pathBytes of one path, in UTF-8
 * @param pathDepth names in one path
 * @param segments of all lanes together; an announcement names each
 * @param expansion inflated bytes for each compressed byte, of an archive or a segment, once it is larger than a block
 */
public record BundleLimits(
        long files,
        long bytes,
        int documentBytes,
        int manifestBytes,
        int pathBytes,
        int pathDepth,
        int segments,
        int expansion) {
    /** A hundred thousand files, 64 GiB, 3,000 segments. */
    public static final BundleLimits STANDARD =
            new BundleLimits(100_000, 64L << 30, 4 << 20, 16 << 20, 512, 16, 3_000, 200);

    public BundleLimits {
        if (files < 1 || bytes < 1 || documentBytes < 1 || manifestBytes < 1 || pathBytes < 1 || pathDepth < 1) {
            throw new IllegalArgumentException("every limit is positive");
        }
        if (segments < 1 || expansion < 1) {
            throw new IllegalArgumentException("every limit is positive");
        }
    }

    /** The same limits with these on files and bytes. */
    public BundleLimits with(long mostFiles, long mostBytes) {
        return new BundleLimits(
                mostFiles, mostBytes, documentBytes, manifestBytes, pathBytes, pathDepth, segments, expansion);
    }
}
