package io.byteor.e2e.bag;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes bundles with a bit of everything: two lanes, either codec, snapshots, names beyond ASCII, a signature. */
public final class SampleBundle {
    private static final byte[] SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"quake-alerts","version":"2.3.0",
             "lanes":[{"name":"feed"},{"name":"strong"}],
             "roles":[{"name":"triage","reads":"feed","stages":[{"name":"keep","emit":{"lane":"strong"}}]}]}
            """.getBytes(UTF_8);

    private SampleBundle() {}

    /** Writes one; the same random choices make the same bundle. */
    public static void write(Path directory, RandomGenerator random) throws IOException {
        Digest specHash = PipelineSpec.parse(SPEC).specHash();
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            bundle.add(BundleLayout.SPEC, SPEC);
            bundle.add(BundleLayout.VALIDATION, """
                    {"tool":"proof","version":"1","specHash":"%s","status":"valid","findings":[]}""".formatted(specHash).getBytes(UTF_8));
            bundle.add(BundleLayout.POLICY_AUDIT, """
                    {"environment":"demo","postureDigest":null,"decisions":[]}""".getBytes(UTF_8));
            bundle.add(BundleLayout.ENVIRONMENT, """
                    {"name":"demo","runtime":"proof","version":"1","host":"h","os":"o","config":{},"targets":[]}""".getBytes(UTF_8));
            bundle.add(BundleLayout.SNAPSHOTS + "état/日本 1.bin", bytes(random, 50));
            bundle.add(BundleLayout.SNAPSHOTS + "heap.bin", bytes(random, 500));
            LaneWriter feed = bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL);
            LaneWriter strong = bundle.lane("strong", Incident.Direction.OUTPUT, Codec.ZSTANDARD);
            for (int i = 0; i < 20; i++) {
                feed.append(i, 1_500_000_000_000_000L + i, bytes(random, 4), Map.of(), bytes(random, 40));
                strong.append(
                        i, 1_500_000_000_000_000L + i, null, Map.of("origin", bytes(random, 3)), bytes(random, 9));
            }
            Instant at = Instant.parse("2026-02-03T04:05:06.000007Z");
            bundle.finish(lanes -> new Incident(
                    "INC-1",
                    "Quakes went unreported",
                    "agent-1",
                    "demo",
                    "quake-alerts",
                    "2.3.0",
                    specHash,
                    at,
                    at.minusSeconds(60),
                    at,
                    lanes,
                    "proof",
                    "1",
                    null,
                    null,
                    0));
        }
        byte[] signature = bytes(random, 100);
        Path signatures = Files.createDirectories(directory.resolve(BundleLayout.SIGNATURES));
        Files.write(signatures.resolve(Digest.of(signature).hex() + ".dsse.json"), signature);
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
