package io.byteor.cli.download;

import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.output.WholeFile;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;

/**
 * Takes one file of a stored bundle to this machine, whole or not at all. Its digest is the one that the manifests give, and theirs hang on
 * the bundle's id, so that ingest need not be believed; a signature is named by its digest.
 */
final class FileDownload {
    private static final String SIGNATURE = ".dsse.json";

    private final CaptureApi ingest;
    private final Digest bundleId;

    FileDownload(CaptureApi ingest, Digest bundleId) {
        this.ingest = ingest;
        this.bundleId = bundleId;
    }

    /**
     * What is there now.
     *
     * @param sha256 of the content, which is the one that it must have
     */
    record Taken(long bytes, Digest sha256) {}

    /**
     * Writes a file.
     *
     * @param path of it in the bundle
     * @throws ByteorException FILE_NOT_FOUND where the manifests name none there; BUNDLE_ALTERED where what arrived is not what they name
     */
    Taken take(String path, Path place) throws IOException {
        Digest expected = expected(path);
        try (WholeFile file = new WholeFile(place)) {
            Taken taken = ingest.download(bundleId.toString(), path, (_, body) -> {
                DigestInputStream digested = new DigestInputStream(body, Digest.newSha256());
                try (OutputStream out = file.write()) {
                    long bytes = digested.transferTo(out);
                    return new Taken(
                            bytes, Digest.ofRaw(digested.getMessageDigest().digest()));
                }
            });
            require(path, expected, taken.sha256());
            file.keep();
            return taken;
        }
    }

    private Digest expected(String path) {
        if (path.equals(BundleLayout.TAG_MANIFEST)) {
            return bundleId;
        }
        if (path.startsWith(BundleLayout.SIGNATURES) && path.endsWith(SIGNATURE)) {
            return Digest.ofHex(path.substring(BundleLayout.SIGNATURES.length(), path.length() - SIGNATURE.length()));
        }
        Manifest tags = manifest(BundleLayout.TAG_MANIFEST, bundleId);
        if (BundleLayout.TAG_FILES.contains(path)) {
            return named(tags, path);
        }
        return named(manifest(BundleLayout.MANIFEST, named(tags, BundleLayout.MANIFEST)), path);
    }

    private static Digest named(Manifest manifest, String path) {
        Digest digest = manifest.files().get(path);
        if (digest == null) {
            throw new ByteorException(
                    ErrorCode.FILE_NOT_FOUND, "one of the paths in the bundle's manifests", "--file", path);
        }
        return digest;
    }

    private Manifest manifest(String path, Digest expected) {
        int most = BundleLimits.STANDARD.manifestBytes();
        byte[] stored = ingest.download(bundleId.toString(), path, (_, body) -> body.readNBytes(most + 1));
        if (stored.length > most) {
            throw new ByteorException(ErrorCode.FILE_TOO_LARGE, "at most " + most + " bytes", path, null);
        }
        require(path, expected, Digest.of(stored));
        return Manifest.parse(stored, path);
    }

    private static void require(String path, Digest expected, Digest found) {
        if (!found.equals(expected)) {
            throw new ByteorException(ErrorCode.BUNDLE_ALTERED, "the digest is " + expected, path, found);
        }
    }
}
