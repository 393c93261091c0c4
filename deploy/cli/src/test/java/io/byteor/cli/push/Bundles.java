package io.byteor.cli.push;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** Bundles with one lane of noise. */
final class Bundles {
    private static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"}],
             "roles":[{"name":"r","reads":"feed","stages":[{"name":"s","emit":{"target":"t"}}]}]}
            """;

    private Bundles() {}

    static Digest write(Path directory, String incident, int records, int payload) throws IOException {
        Digest hash = PipelineSpec.parse(utf8(SPEC)).specHash();
        Instant at = Instant.parse("2026-02-03T04:05:06Z");
        Random random = new Random(incident.hashCode());
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            bundle.add(BundleLayout.SPEC, utf8(SPEC));
            bundle.add(BundleLayout.VALIDATION, utf8("""
                    {"tool":"test","version":"1","specHash":"%s","status":"valid","findings":[]}""".formatted(hash)));
            bundle.add(BundleLayout.POLICY_AUDIT, utf8("""
                    {"environment":"demo","postureDigest":null,"decisions":[]}"""));
            bundle.add(BundleLayout.ENVIRONMENT, utf8("""
                    {"name":"demo","runtime":"test","version":"1","host":"h","os":"o","config":{},"targets":[]}"""));
            LaneWriter feed = bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL);
            byte[] noise = new byte[payload];
            for (int i = 0; i < records; i++) {
                random.nextBytes(noise);
                feed.append(i, i, null, Map.of(), noise);
            }
            return bundle.finish(lanes -> new Incident(
                    incident, "t", "a", "demo", "p", "1", hash, at, at, at, lanes, "test", "1", null, null, 0));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
