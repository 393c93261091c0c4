package io.byteor.schemas.bundle.bag;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.bundle.verify.Verdicts;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges bags. The files are shown twice: first for the tag files, which say how to hash the rest. Memory grows with the
 * count of files and with the manifests, never with the payload. Thread-safe.
 */
public final class BagVerifier {
    private static final int LARGEST_TAG_FILE = 64 << 20;
    private static final int STEP = 64 << 10;

    /**
     * Judges one bag. What a source refuses is a verdict too. The coherent and signature verdicts are always good: BagIt knows
     * neither.
     *
     * @param source shows the same files whenever it is asked
     * @throws IOException if the source fails
     */
    public Verdicts examine(BundleSource source) throws IOException {
        BagInventory inventory = new BagInventory();
        try {
            source.forEach((path, size, content) -> {
                inventory.add(path, size);
                if (isRead(path)) {
                    inventory.keep(path, tagFile(path, content));
                }
            });
            BagJudgement judgement = new BagJudgement(inventory);
            if (judgement.begin()) {
                source.forEach((path, size, content) -> digest(path, content, judgement));
            }
            return judgement.conclude();
        } catch (ByteorException e) {
            return new Verdicts(List.of(Fault.of(e)), List.of(), List.of(), List.of(), List.of());
        }
    }

    private static boolean isRead(String path) {
        return switch (path) {
            case BundleLayout.BAGIT, BundleLayout.BAG_INFO, BagDeclaration.OLD_METADATA_FILE, BagFetch.NAME -> true;
            default -> BagManifest.isName(path);
        };
    }

    private static byte[] tagFile(String path, InputStream content) throws IOException {
        byte[] stored = content.readNBytes(LARGEST_TAG_FILE + 1);
        if (stored.length > LARGEST_TAG_FILE) {
            throw new ByteorException(
                    ErrorCode.FILE_TOO_LARGE, "a tag file has at most " + LARGEST_TAG_FILE + " bytes", path, null);
        }
        return stored;
    }

    private static void digest(String path, InputStream content, BagJudgement judgement) throws IOException {
        List<BagManifest> listing = judgement.listing(path);
        SortedMap<BagAlgorithm, MessageDigest> digests = new TreeMap<>();
        listing.forEach(manifest -> digests.computeIfAbsent(manifest.algorithm(), BagAlgorithm::newDigest));
        if (digests.isEmpty()) {
            return;
        }
        byte[] step = new byte[STEP];
        for (int read = content.read(step); read >= 0; read = content.read(step)) {
            for (MessageDigest digest : digests.values()) {
                digest.update(step, 0, read);
            }
        }
        SortedMap<BagAlgorithm, String> found = new TreeMap<>();
        digests.forEach(
                (algorithm, digest) -> found.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        judgement.compare(path, listing, found);
    }
}
