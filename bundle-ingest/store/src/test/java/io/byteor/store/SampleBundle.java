package io.byteor.store;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Content that passes for a verified bundle: files on both sides of the size at which one gets a place of its own.
 *
 * @param name that its content derives from
 * @param contents of its files by path
 */
public record SampleBundle(String name, SortedMap<String, byte[]> contents) {
    public static final String SEGMENT = "data/journal/feed/00000000000000000000.avro";
    public static final String OUTPUT = "data/journal/strong/00000000000000000000.avro";
    public static final String SHARED = "data/snapshots/shared";
    private static final int SMALL = 64 << 10;
    private static final Instant CAPTURED = Instant.parse("2026-02-03T00:00:00Z");

    /** Equal names give equal bundles. */
    public static SampleBundle of(String name) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        contents.put(BundleLayout.INCIDENT, text("incident of " + name));
        contents.put(BundleLayout.SPEC, text("spec of " + name));
        contents.put("data/snapshots/empty", new byte[0]);
        contents.put("data/snapshots/größe " + "n".repeat(120), text("a name that no ustar header holds"));
        contents.put("data/snapshots/small", noise(name, SMALL));
        contents.put("data/snapshots/deep/er/large", noise(name, SMALL + 1));
        contents.put(SHARED, noise("shared", 3 * SMALL));
        contents.put(SEGMENT, noise(name + " feed", (1 << 20) + 17));
        contents.put(OUTPUT, noise(name + " strong", 2 * SMALL));
        return new SampleBundle(name, contents);
    }

    /** One of so many files, all tiny. */
    public static SampleBundle ofTinyFiles(String name, int count) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            contents.put("data/snapshots/%03d/%d".formatted(i % 1000, i), text(name + i));
        }
        return new SampleBundle(name, contents);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(String seed, int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(seed.hashCode()).nextBytes(noise);
        return noise;
    }

    public Digest id() {
        return Digest.of(text(name));
    }

    public SortedMap<String, BundleFile> files() {
        SortedMap<String, BundleFile> files = new TreeMap<>();
        contents.forEach((path, content) -> files.put(path, new BundleFile(Digest.of(content), content.length)));
        return files;
    }

    public VerifiedBundle verified() {
        return verified(files());
    }

    /** As if these had been verified. */
    public VerifiedBundle verified(Map<String, BundleFile> files) {
        return new VerifiedBundle(
                id(),
                new Incident(
                        "INC-" + name,
                        "title",
                        "agent-1",
                        "demo",
                        "quake-alerts",
                        "2.3.0",
                        Digest.of(text("spec")),
                        CAPTURED,
                        CAPTURED,
                        CAPTURED,
                        List.of(),
                        "test",
                        "1",
                        null,
                        null,
                        0),
                files);
    }

    /** Sends the files in pieces of various sizes. */
    public void sendTo(Upload upload) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            try (OutputStream out = upload.create(file.getKey())) {
                byte[] content = file.getValue();
                for (int at = 0; at < content.length; ) {
                    int step = Math.min(content.length - at, 1 + random.nextInt(2 * SMALL));
                    out.write(content, at, step);
                    at += step;
                }
            }
        }
    }
}
