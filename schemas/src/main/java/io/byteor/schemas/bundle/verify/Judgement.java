package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.bundle.BagInfo;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The verdicts over what an inspection kept. To be asked once. */
final class Judgement {
    private final Map<String, BundleFile> files;
    private final Map<String, byte[]> documents;
    private final Map<String, JournalPart> journal;
    private final long mostFiles;
    private final SoundSpecs specs;
    private final List<Fault> wellFormed = new ArrayList<>();
    private final List<Fault> complete = new ArrayList<>();
    private final List<Fault> intact = new ArrayList<>();

    Judgement(
            Map<String, BundleFile> files,
            Map<String, byte[]> documents,
            Map<String, JournalPart> journal,
            SoundSpecs specs,
            long mostFiles) {
        this.mostFiles = mostFiles;
        this.files = files;
        this.documents = documents;
        this.journal = journal;
        this.specs = specs;
    }

    Examination conclude() {
        judgeBagit();
        manifest(BundleLayout.TAG_MANIFEST).ifPresent(this::judgeTags);
        manifest(BundleLayout.MANIFEST).ifPresent(this::judgePayload);
        byte[] info = documents.get(BundleLayout.BAG_INFO);
        if (info != null && complete.isEmpty() && intact.isEmpty()) {
            judgeOxum(info);
        }
        List<Fault> coherent = new ArrayList<>();
        VerifiedBundle bundle = null;
        if (wellFormed.isEmpty() && complete.isEmpty() && intact.isEmpty()) {
            bundle = new Coherence(files, documents, journal, specs, coherent).judge();
        }
        return new Examination(
                new Verdicts(wellFormed, complete, intact, coherent, signatures()), coherent.isEmpty() ? bundle : null);
    }

    private void judgeBagit() {
        byte[] bagit = documents.get(BundleLayout.BAGIT);
        if (bagit == null) {
            wellFormed.add(missing(BundleLayout.BAGIT));
        } else {
            String found = new String(bagit, StandardCharsets.UTF_8);
            if (!found.equals(BundleLayout.BAGIT_CONTENT)) {
                wellFormed.add(Fault.of(
                        ErrorCode.BUNDLE_MALFORMED,
                        "bagit.txt declares BagIt 1.0 and UTF-8, in two lines",
                        BundleLayout.BAGIT,
                        BundleLayout.BAGIT_CONTENT,
                        found));
            }
        }
    }

    /** Says no more than that something is wrong with the payload, so it is asked only where no file could be named. */
    private void judgeOxum(byte[] info) {
        try {
            long count = payload().size();
            long bytes = payload().stream().mapToLong(path -> size(path)).sum();
            Optional<String> declared = BagInfo.declaredOxum(info);
            String expected = BagInfo.oxum(bytes, count);
            if (declared.isPresent() && !declared.get().equals(expected)) {
                complete.add(Fault.of(
                        ErrorCode.BUNDLE_INCOMPLETE,
                        "Payload-Oxum is " + expected,
                        BundleLayout.BAG_INFO,
                        expected,
                        declared.get()));
            }
        } catch (ByteorException e) {
            wellFormed.add(Fault.of(e));
        }
    }

    private Optional<Manifest> manifest(String name) {
        byte[] stored = documents.get(name);
        if (stored == null) {
            wellFormed.add(missing(name));
            return Optional.empty();
        }
        try {
            return Optional.of(Manifest.parse(stored, name, mostFiles));
        } catch (ByteorException e) {
            wellFormed.add(Fault.of(e));
            return Optional.empty();
        }
    }

    private void judgeTags(Manifest tags) {
        if (!List.copyOf(tags.files().keySet()).equals(BundleLayout.TAG_FILES)) {
            wellFormed.add(Fault.of(
                    ErrorCode.BUNDLE_MALFORMED,
                    "the tag manifest lists exactly " + BundleLayout.TAG_FILES,
                    BundleLayout.TAG_MANIFEST,
                    BundleLayout.TAG_FILES,
                    tags.files().keySet()));
            return;
        }
        compare(tags, BundleLayout.TAG_MANIFEST);
    }

    private void judgePayload(Manifest manifest) {
        for (String path : manifest.files().keySet()) {
            if (!path.startsWith(BundleLayout.DATA)) {
                wellFormed.add(Fault.of(
                        ErrorCode.BUNDLE_MALFORMED, "the manifest lists payload only", BundleLayout.MANIFEST, path));
            }
        }
        for (String path : payload()) {
            if (!manifest.files().containsKey(path)) {
                complete.add(
                        Fault.of(ErrorCode.BUNDLE_INCOMPLETE, "every payload file stands in the manifest", path, path));
            }
        }
        compare(manifest, BundleLayout.MANIFEST);
    }

    private void compare(Manifest manifest, String name) {
        manifest.files().forEach((path, expected) -> {
            BundleFile found = files.get(path);
            if (found == null) {
                complete.add(missing(path));
            } else if (!found.digest().equals(expected)) {
                intact.add(altered(name, path, expected, found.digest()));
            }
        });
    }

    private List<Fault> signatures() {
        List<Fault> damaged = new ArrayList<>();
        new TreeMap<>(files).forEach((path, file) -> {
            String expected = BundleLayout.SIGNATURES + file.digest().hex() + ".dsse.json";
            if (path.startsWith(BundleLayout.SIGNATURES) && !path.equals(expected)) {
                damaged.add(Fault.of(
                        ErrorCode.BUNDLE_ALTERED, "a signature's name is its digest", path, expected, file.digest()));
            }
        });
        return damaged;
    }

    private Set<String> payload() {
        Set<String> payload = new TreeSet<>(Manifest.PATH_ORDER);
        files.keySet().stream()
                .filter(path -> path.startsWith(BundleLayout.DATA))
                .forEach(payload::add);
        return payload;
    }

    private long size(String path) {
        @Nullable BundleFile file = files.get(path);
        return file == null ? 0 : file.size();
    }

    /** Either of the two can be the altered one, so both are named. */
    private static Fault altered(String manifest, String path, Digest expected, Digest found) {
        String detail = "the digest is " + expected + " in " + manifest;
        return Fault.of(ErrorCode.BUNDLE_ALTERED, detail, path, expected, found);
    }

    private static Fault missing(String path) {
        return Fault.of(ErrorCode.BUNDLE_INCOMPLETE, "the file is there", path, "missing");
    }
}
