package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundlePaths;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifests of a bundle whose content comes blob by blob: which files it has, by path, and their digests. Whatever else
 * there is to say of the bundle is said when the content is there. Immutable.
 */
public final class BundleManifests {
    /** Tokens of the document, names, brackets and texts: all but the signatures, of which there are no more than files. */
    private static final int MEMBERS = 16;

    private final byte[] manifest;
    private final byte[] tagManifest;
    private final SortedMap<String, Digest> files;

    private BundleManifests(byte[] manifest, byte[] tagManifest, SortedMap<String, Digest> files) {
        this.manifest = manifest;
        this.tagManifest = tagManifest;
        this.files = Collections.unmodifiableSortedMap(files);
    }

    /**
     * Reads {@code {"manifest": TEXT, "tagManifest": TEXT, "signatures": [HEX, ...]}}, the texts being the two files byte for
     * byte, the last member optional.
     *
     * @throws ByteorException DOCUMENT_INVALID or REQUEST_INVALID where the document is not that, BUNDLE_MALFORMED where a
     *     manifest is not canonical or the tag manifest lists other files than it must, BUNDLE_ALTERED where the two do not
     *     belong together, FILE_TOO_LARGE, FILES_EXCEEDED, or as {@link BundlePaths} for a path
     */
    public static BundleManifests parse(byte[] json, BundleLimits limits) {
        JsonFields fields = JsonFields.of(CanonicalJson.parse(json, "body", limits.files() + MEMBERS));
        byte[] manifest = bytes(fields.string("manifest"), BundleLayout.MANIFEST, limits.manifestBytes());
        byte[] tagManifest =
                bytes(fields.string("tagManifest"), BundleLayout.TAG_MANIFEST, BundleLayout.LARGEST_TAG_MANIFEST);
        List<String> signatures = fields.names("signatures");
        fields.end();

        SortedMap<String, Digest> files = new TreeMap<>(Manifest.PATH_ORDER);
        files.put(BundleLayout.TAG_MANIFEST, Digest.of(tagManifest));
        files.putAll(tags(tagManifest, Digest.of(manifest), limits.files()));
        files.putAll(payload(manifest, limits.files()));
        signatures.forEach(hex -> files.put(BundleLayout.SIGNATURES + hex + ".dsse.json", Digest.ofHex(hex)));
        BundlePaths paths = new BundlePaths(limits);
        files.keySet().forEach(paths::claim);
        return new BundleManifests(manifest, tagManifest, files);
    }

    private static byte[] bytes(String text, String path, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > most) {
            throw new ByteorException(
                    ErrorCode.FILE_TOO_LARGE, "this file has at most " + most + " bytes", path, bytes.length);
        }
        return bytes;
    }

    private static SortedMap<String, Digest> tags(byte[] tagManifest, Digest manifest, long mostFiles) {
        SortedMap<String, Digest> tags = new TreeMap<>(Manifest.parse(tagManifest, BundleLayout.TAG_MANIFEST, mostFiles)
                .files());
        if (!tags.keySet().equals(Set.copyOf(BundleLayout.TAG_FILES))) {
            throw new ByteorException(
                    ErrorCode.BUNDLE_MALFORMED,
                    "it lists exactly " + BundleLayout.TAG_FILES,
                    BundleLayout.TAG_MANIFEST,
                    tags.keySet());
        }
        Digest listed = tags.get(BundleLayout.MANIFEST);
        if (!manifest.equals(listed)) {
            throw new ByteorException(
                    ErrorCode.BUNDLE_ALTERED, "the digest is " + listed, BundleLayout.MANIFEST, manifest);
        }
        return tags;
    }

    private static SortedMap<String, Digest> payload(byte[] manifest, long mostFiles) {
        SortedMap<String, Digest> payload = new TreeMap<>(
                Manifest.parse(manifest, BundleLayout.MANIFEST, mostFiles).files());
        payload.keySet().stream()
                .filter(path -> !path.startsWith(BundleLayout.DATA))
                .findFirst()
                .ifPresent(path -> {
                    throw new ByteorException(
                            ErrorCode.BUNDLE_MALFORMED, "it lists files in data/", BundleLayout.MANIFEST, path);
                });
        return payload;
    }

    /** The id of the bundle that these are the manifests of. */
    public Digest bundleId() {
        return BundleLayout.bundleId(tagManifest);
    }

    /** Every file of the bundle, the manifests too. */
    public SortedMap<String, Digest> files() {
        return files;
    }

    /** {@value BundleLayout#MANIFEST}. */
    byte[] manifest() {
        return manifest.clone();
    }

    /** {@value BundleLayout#TAG_MANIFEST}. */
    byte[] tagManifest() {
        return tagManifest.clone();
    }
}
