package io.byteor.ingest;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Small bundles in memory, each its own by the incident's id. */
public record TestBundle(Digest id, byte[] tar) {
    public static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"quake-alerts","version":"2.3.0",
             "lanes":[{"name":"feed"},{"name":"strong"}],
             "roles":[{"name":"triage","reads":"feed","stages":[
               {"name":"strong-only","filter":"payload.mag >= 4.5"},
               {"name":"keep","emit":{"lane":"strong"}}]}]}
            """;

    public static TestBundle of(String incidentId) {
        return of(incidentId, SPEC);
    }

    public static TestBundle of(String incidentId, String spec) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "bundle-");
            Path bundle = folder.resolve("bundle");
            Digest id = write(bundle, incidentId, spec);
            return new TestBundle(id, tar(bundle));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] tar(Path bundle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleTar.write(bundle, out);
        return out.toByteArray();
    }

    /** Its manifests as they are sent ahead of its content. */
    public static byte[] manifests(Path bundle) throws IOException {
        return CanonicalJson.mapper()
                .createObjectNode()
                .put("manifest", Files.readString(bundle.resolve(BundleLayout.MANIFEST)))
                .put("tagManifest", Files.readString(bundle.resolve(BundleLayout.TAG_MANIFEST)))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    public static Digest write(Path directory, String incidentId, String spec) throws IOException {
        Digest hash = PipelineSpec.parse(utf8(SPEC)).specHash();
        Instant at = Instant.parse("2026-02-03T04:05:06Z");
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            bundle.add(BundleLayout.SPEC, utf8(spec));
            bundle.add(BundleLayout.VALIDATION, utf8("""
                    {"tool":"test","version":"1","specHash":"%s","status":"valid","findings":[]}""".formatted(hash)));
            bundle.add(BundleLayout.POLICY_AUDIT, utf8("""
                    {"environment":"demo","postureDigest":null,"decisions":[]}"""));
            bundle.add(BundleLayout.ENVIRONMENT, utf8("""
                    {"name":"demo","runtime":"test","version":"1","host":"h","os":"o","config":{},"targets":[]}"""));
            LaneWriter feed = bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL);
            for (int i = 0; i < 100; i++) {
                feed.append(i, i, utf8("k" + i), Map.of(), utf8("{\"mag\":%d}".formatted(i % 9)));
            }
            return bundle.finish(lanes -> new Incident(
                    incidentId,
                    "title",
                    "agent-1",
                    "demo",
                    "quake-alerts",
                    "2.3.0",
                    hash,
                    at,
                    at,
                    at,
                    lanes,
                    "test",
                    "1",
                    null,
                    null,
                    0));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
