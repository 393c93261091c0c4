package io.byteor.schemas.bundle;

/**
 * What a verifier takes at most.
 *
 * @param files in one bundle
 * @param bytes of all its files together
 * @param documentBytes of one document or tag file that is not a manifest
 * @param manifestBytes of one manifest
 * @param pathBytes of one path, in UTF-8
 * @param pathDepth names in one path
 */
public record BundleLimits(long files, long bytes, int documentBytes, int manifestBytes, int pathBytes, int pathDepth) {
    /** A hundred thousand files, 64 GiB. */
    public static final BundleLimits STANDARD = new BundleLimits(100_000, 64L << 30, 4 << 20, 32 << 20, 512, 16);

    public BundleLimits {
        if (files < 1 || bytes < 1 || documentBytes < 1 || manifestBytes < 1 || pathBytes < 1 || pathDepth < 1) {
            throw new IllegalArgumentException("every limit is positive");
        }
    }
}
