package io.byteor.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Valid bundles of one size as tar archives, no two with the same id: they share the journal, which is mapped, and differ in
 * the incident's id. What differs is made here, so that a run sends what lies ready.
 */
final class BundlePool {
    private static final String INCIDENT_ID = "BENCH-0000000000";
    private static final int EDGE = 16 << 10;
    private static final int PAYLOAD = 256;
    private static final Instant CAPTURED = Instant.parse("2026-02-03T04:05:06Z");
    private static final byte[] SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "bench", "version": "1.0.0",
             "lanes": [{"name": "feed"}, {"name": "strong"}],
             "roles": [{"name": "triage", "reads": "feed", "stages": [
                 {"name": "strong-only", "filter": "payload.properties.mag >= 4.5"},
                 {"name": "shape", "map": "{'id': payload.id, 'mag': payload.properties.mag}"},
                 {"name": "keep", "emit": {"lane": "strong"}}]}]}
            """.getBytes(UTF_8);

    private final ByteBuffer tar;
    private final byte[] bagInfo;
    private final byte[] incident;
    private int made;

    private BundlePool(ByteBuffer tar, byte[] bagInfo, byte[] incident) {
        this.tar = tar;
        this.bagInfo = bagInfo;
        this.incident = incident;
    }

    /**
     * Makes what all bundles share.
     *
     * @param bytes of the journal, about
     */
    static BundlePool make(Path folder, String agent, long bytes) throws IOException {
        Path directory = folder.resolve("bundle");
        write(directory, agent, bytes);
        Path archive = folder.resolve("bundle.tar");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 20)) {
            BundleTar.write(directory, out);
        }
        try (FileChannel channel = FileChannel.open(archive)) {
            return new BundlePool(
                    channel.map(MapMode.READ_ONLY, 0, channel.size()).load(),
                    Files.readAllBytes(directory.resolve(BundleLayout.BAG_INFO)),
                    Files.readAllBytes(directory.resolve(BundleLayout.INCIDENT)));
        }
    }

    /** Archives that were never given before, each in parts. */
    List<ByteBuffer[]> next(int count) {
        List<ByteBuffer[]> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(variant("BENCH-%010d".formatted(++made)));
        }
        return next;
    }

    /** Its tag files stand at the archive's ends; of the same length as the template's, so that no header changes. */
    private ByteBuffer[] variant(String incidentId) {
        int end = tar.limit() - EDGE;
        return new ByteBuffer[] {
            patched(tar.slice(0, EDGE), incidentId),
            tar.slice(EDGE, end - EDGE),
            patched(tar.slice(end, EDGE), incidentId)
        };
    }

    private ByteBuffer patched(ByteBuffer edge, String incidentId) {
        byte[] bytes = new byte[edge.remaining()];
        edge.get(bytes);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace(INCIDENT_ID, incidentId)
                .replace(digest(bagInfo, INCIDENT_ID), digest(bagInfo, incidentId))
                .replace(digest(incident, INCIDENT_ID), digest(incident, incidentId));
        byte[] made = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocateDirect(made.length).put(made).flip();
    }

    private static String digest(byte[] template, String incidentId) {
        return Digest.of(new String(template, UTF_8)
                        .replace(INCIDENT_ID, incidentId)
                        .getBytes(UTF_8))
                .hex();
    }

    long bytes() {
        return tar.limit();
    }

    private static void write(Path directory, String agent, long bytes) throws IOException {
        Digest specHash = PipelineSpec.parse(SPEC).specHash();
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            bundle.add(BundleLayout.SPEC, SPEC);
            bundle.add(BundleLayout.VALIDATION, """
                    {"tool":"bench","version":"1","specHash":"%s","status":"valid","findings":[]}""".formatted(specHash).getBytes(UTF_8));
            bundle.add(BundleLayout.POLICY_AUDIT, """
                    {"environment":"bench","postureDigest":null,"decisions":[]}""".getBytes(UTF_8));
            bundle.add(BundleLayout.ENVIRONMENT, """
                    {"name":"bench","runtime":"bench","version":"1","host":"h","os":"o","config":{},"targets":[]}""".getBytes(UTF_8));
            LaneWriter feed = bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL);
            Random random = new Random(1);
            byte[] key = new byte[16];
            byte[] payload = new byte[PAYLOAD];
            for (long sequence = 0, written = 0; written < bytes; sequence++, written += PAYLOAD + key.length + 30) {
                random.nextBytes(key);
                random.nextBytes(payload);
                feed.append(sequence, 1_700_000_000_000_000L + sequence, key, Map.of(), payload);
            }
            bundle.finish(lanes -> new Incident(
                    INCIDENT_ID,
                    "One of many",
                    agent,
                    "bench",
                    "bench",
                    "1.0.0",
                    specHash,
                    CAPTURED,
                    CAPTURED,
                    CAPTURED,
                    lanes,
                    "bench",
                    "1",
                    null,
                    null,
                    0));
        }
    }
}
