package io.byteor.schemas.bundle.bag;

import io.byteor.schemas.bundle.BagInfo;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.bundle.verify.Verdicts;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The verdicts over one bag: begun, then told digests, then concluded. Not thread-safe. */
final class BagJudgement {
    private final BagInventory inventory;
    private final List<BagManifest> manifests = new ArrayList<>();
    private final List<Fault> wellFormed = new ArrayList<>();
    private final List<Fault> complete = new ArrayList<>();
    private final List<Fault> intact = new ArrayList<>();

    BagJudgement(BagInventory inventory) {
        this.inventory = inventory;
    }

    /** Judges what needs no digest; false where nothing is known of how to go on. */
    boolean begin() {
        byte[] bagit = inventory.tagFile(BundleLayout.BAGIT);
        if (bagit == null) {
            wellFormed.add(missing(BundleLayout.BAGIT, "every bag has this file"));
            return false;
        }
        try {
            judge(BagDeclaration.parse(bagit));
            return true;
        } catch (ByteorException e) {
            wellFormed.add(Fault.of(e));
            return false;
        }
    }

    private void judge(BagDeclaration declaration) {
        inventory.tagFiles().forEach((name, stored) -> {
            if (BagManifest.isName(name)) {
                BagManifest.parse(name, stored, declaration, wellFormed).ifPresent(manifests::add);
            }
        });
        if (inventory.tagFiles().keySet().stream()
                .noneMatch(name -> BagManifest.isName(name) && !BagManifest.isTagManifest(name))) {
            wellFormed.add(missing("manifest-sha512.txt", "a bag has a payload manifest"));
        }
        judgeListed(fetch(declaration));
        judgeUnlisted(declaration);
        byte[] metadata = inventory.tagFile(declaration.metadataFile());
        if (metadata != null) {
            judgeOxum(declaration, metadata);
        }
    }

    private BagFetch fetch(BagDeclaration declaration) {
        byte[] fetch = inventory.tagFile(BagFetch.NAME);
        BagFetch listed = fetch == null ? new BagFetch(Map.of()) : BagFetch.parse(fetch, declaration, wellFormed);
        listed.places().forEach((path, place) -> {
            if (payloadManifests().stream()
                    .anyMatch(manifest -> !manifest.digests().containsKey(path))) {
                complete.add(
                        fault(ErrorCode.BUNDLE_INCOMPLETE, "what is to be fetched is in every manifest", place, path));
            }
        });
        return listed;
    }

    private void judgeListed(BagFetch fetch) {
        for (BagManifest manifest : manifests) {
            for (String path : manifest.digests().keySet()) {
                if (!inventory.has(path)) {
                    String place = fetch.places().get(path);
                    complete.add(missing(
                            path,
                            place == null
                                    ? "the file that " + manifest.name() + " lists is there"
                                    : "the file has been fetched as " + place + " says"));
                }
            }
        }
    }

    private void judgeUnlisted(BagDeclaration declaration) {
        List<BagManifest> listing = payloadManifests();
        for (String path : inventory.payload().keySet()) {
            List<String> without = listing.stream()
                    .filter(manifest -> !manifest.digests().containsKey(path))
                    .map(BagManifest::name)
                    .toList();
            if (!without.isEmpty() && (declaration.isFinal() || without.size() == listing.size())) {
                complete.add(fault(
                        ErrorCode.BUNDLE_INCOMPLETE,
                        "every payload file stands in " + String.join(", ", without),
                        path,
                        path));
            }
        }
    }

    private void judgeOxum(BagDeclaration declaration, byte[] stored) {
        String name = declaration.metadataFile();
        try {
            String text = String.join("\n", BagText.lines(stored, declaration.encoding(), name));
            Optional<String> declared = BagInfo.declaredOxum(text.getBytes(StandardCharsets.UTF_8));
            long bytes = inventory.payload().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            String found = BagInfo.oxum(bytes, inventory.payload().size());
            if (declared.isPresent() && !declared.get().equals(found)) {
                complete.add(new Fault(
                        ErrorCode.BUNDLE_INCOMPLETE,
                        "Payload-Oxum is what the payload amounts to",
                        name,
                        declared.get(),
                        found));
            }
        } catch (ByteorException e) {
            wellFormed.add(Fault.of(e));
        }
    }

    private List<BagManifest> payloadManifests() {
        return manifests.stream().filter(manifest -> !manifest.ofTags()).toList();
    }

    /** The manifests that give this file a digest. */
    List<BagManifest> listing(String path) {
        return manifests.stream()
                .filter(manifest -> manifest.digests().containsKey(path))
                .toList();
    }

    void compare(String path, List<BagManifest> listing, Map<BagAlgorithm, String> found) {
        for (BagManifest manifest : listing) {
            String expected = Objects.requireNonNull(manifest.digests().get(path));
            String digest = Objects.requireNonNull(found.get(manifest.algorithm()));
            if (!expected.equals(digest)) {
                intact.add(new Fault(
                        ErrorCode.BUNDLE_ALTERED,
                        "the digest is the one in " + manifest.name(),
                        path,
                        manifest.algorithm() + ":" + expected,
                        manifest.algorithm() + ":" + digest));
            }
        }
    }

    Verdicts conclude() {
        return new Verdicts(wellFormed, complete, intact, List.of(), List.of());
    }

    private static Fault missing(String path, String detail) {
        return fault(ErrorCode.BUNDLE_INCOMPLETE, detail, path, "missing");
    }

    private static Fault fault(ErrorCode code, String detail, String place, String value) {
        return Fault.of(new ByteorException(code, detail, place, value));
    }
}
