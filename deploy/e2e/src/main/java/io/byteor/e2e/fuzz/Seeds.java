package io.byteor.e2e.fuzz;

import io.byteor.e2e.bag.SampleBundle;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.JournalFormat;
import io.byteor.schemas.journal.SegmentWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Valid inputs, which the fuzzer begins with. */
final class Seeds {
    private static final int RECORDS = 20;
    private static final int BLOCKS = 4;
    private static final int LARGEST_PAYLOAD = 2_000;
    /** Of zeros, which compress to next to nothing: almost all bytes of a segment of such blocks are framing. */
    private static final int FILLS_A_BLOCK = JournalFormat.BLOCK_TARGET * 3 / 4;

    private final RandomGenerator random;

    Seeds(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Writes those for one target.
     *
     * @param folder is created
     */
    void write(FuzzTarget target, Path folder) throws IOException {
        Path bundle = folder.resolveSibling(folder.getFileName() + "-bundle");
        SampleBundle.write(bundle, random);
        Files.createDirectories(folder);
        switch (target) {
            case ARCHIVE -> {
                try (var tar = Files.newOutputStream(folder.resolve("bundle"))) {
                    BundleTar.write(bundle, tar);
                }
            }
            case MANIFEST -> Files.copy(bundle.resolve(BundleLayout.MANIFEST), folder.resolve("manifest"));
            case SPEC -> Files.copy(bundle.resolve(BundleLayout.SPEC), folder.resolve("spec"));
            case SEGMENT -> {
                for (Codec codec : Codec.values()) {
                    Files.write(folder.resolve("records-" + codec), records(codec).segment);
                }
                Files.write(folder.resolve("blocks"), blocks().segment);
            }
            case BLOCK_TABLE -> Files.write(folder.resolve("table"), blocks().table);
        }
    }

    private record Written(byte[] segment, byte[] table) {}

    /** Sequences with gaps, times out of order, some keys and headers, payloads of all sizes. */
    private Written records(Codec codec) throws IOException {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        SegmentWriter writer = new SegmentWriter(segment, table, "feed", codec);
        long sequence = 0;
        for (int i = 0; i < RECORDS; i++) {
            sequence += 1 + random.nextInt(3);
            byte[] payload = new byte[random.nextInt(LARGEST_PAYLOAD)];
            random.nextBytes(payload);
            byte[] key = i % 3 == 0 ? null : ("key-" + i).getBytes(StandardCharsets.UTF_8);
            Map<String, byte[]> headers = i % 4 == 0 ? Map.of("origin", new byte[] {1}, "ä", new byte[0]) : Map.of();
            writer.append(sequence, random.nextLong(-1_000_000, 1L << 50), key, headers, payload);
        }
        writer.finish();
        return new Written(segment.toByteArray(), table.toByteArray());
    }

    /** Of a record each. */
    private static Written blocks() throws IOException {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        SegmentWriter writer = new SegmentWriter(segment, table, "feed", Codec.ZSTANDARD);
        for (int i = 0; i < BLOCKS; i++) {
            writer.append(i, i, null, Map.of(), new byte[FILLS_A_BLOCK]);
        }
        writer.finish();
        return new Written(segment.toByteArray(), table.toByteArray());
    }
}
