package io.byteor.schemas.bundle;

import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes small valid bundles, whole or with one document replaced. */
public final class SampleBundle {
    public static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"quake-alerts","version":"2.3.0",
             "lanes":[{"name":"feed"},{"name":"strong"}],
             "roles":[{"name":"triage","reads":"feed","stages":[
               {"name":"strong-only","filter":"payload.mag >= 4.5"},
               {"name":"keep","emit":{"lane":"strong"}},
               {"name":"alert","emit":{"target":"alerts","key":"payload.id"}}]}]}
            """;

    private SampleBundle() {}

    public static Digest write(Path directory) throws IOException {
        return write(directory, Map.of());
    }

    /** Writes a bundle in which these documents stand in place of the valid ones. */
    public static Digest write(Path directory, Map<String, String> replaced) throws IOException {
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            addDocuments(bundle, replaced);
            bundle.add(BundleLayout.SNAPSHOTS + "état/1.bin", new byte[] {1, 2, 3});
            LaneWriter feed = bundle.lane("feed", Direction.INPUT, Codec.NULL);
            for (int i = 0; i < 20; i++) {
                byte[] payload = utf8("{\"id\":\"q%d\",\"mag\":%d}".formatted(i, i % 9));
                feed.append(i, 1_500_000_000_000_000L + i, utf8("q" + i), Map.of(), payload);
            }
            bundle.lane("strong", Direction.OUTPUT, Codec.ZSTANDARD)
                    .append(5, 1_500_000_000_000_005L, null, Map.of("origin", utf8("feed/5")), utf8("{}"));
            return bundle.finish(SampleBundle::incident);
        }
    }

    /** Adds the four valid documents. */
    public static void addDocuments(BundleWriter bundle) throws IOException {
        addDocuments(bundle, Map.of());
    }

    /** Adds the four documents, these in place of the valid ones. */
    public static void addDocuments(BundleWriter bundle, Map<String, String> replaced) throws IOException {
        Digest specHash = PipelineSpec.parse(utf8(SPEC)).specHash();
        bundle.add(BundleLayout.SPEC, utf8(replaced.getOrDefault(BundleLayout.SPEC, SPEC)));
        bundle.add(
                BundleLayout.VALIDATION, utf8(replaced.getOrDefault(BundleLayout.VALIDATION, """
                    {"tool":"test","version":"1","specHash":"%s","status":"valid","findings":[]}""".formatted(specHash))));
        bundle.add(BundleLayout.POLICY_AUDIT, utf8(replaced.getOrDefault(BundleLayout.POLICY_AUDIT, """
                    {"environment":"demo","postureDigest":null,"decisions":[]}""")));
        bundle.add(BundleLayout.ENVIRONMENT, utf8(replaced.getOrDefault(BundleLayout.ENVIRONMENT, """
                    {"name":"demo","runtime":"test","version":"1","host":"h","os":"o","config":{},"targets":[]}""")));
    }

    /** The incident that belongs to these documents. */
    public static Incident incident(List<Incident.Lane> lanes) {
        Instant at = Instant.parse("2026-02-03T04:05:06.000007Z");
        return new Incident(
                "INC-1",
                "Quakes went unreported",
                "agent-1",
                "demo",
                "quake-alerts",
                "2.3.0",
                PipelineSpec.parse(utf8(SPEC)).specHash(),
                at,
                at.minusSeconds(60),
                at,
                lanes,
                "test",
                "1",
                null,
                null,
                0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
