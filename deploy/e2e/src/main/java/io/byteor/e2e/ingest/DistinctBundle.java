package io.byteor.e2e.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A bundle like no other: its one segment holds random payloads, 16 KiB to 1 MiB of them.
 *
 * @param id the bundle id
 * @param directory its folder
 */
record DistinctBundle(String id, Path directory) {
    private static final String ENVIRONMENT = "proof";
    private static final Instant CAPTURED = Instant.parse("2026-02-03T04:05:06Z");
    private static final int RECORD = 4 << 10;
    private static final int DOUBLINGS = 7;
    private static final byte[] SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "proof", "version": "1.0.0", "lanes": [{"name": "feed"}],
             "roles": [{"name": "all", "reads": "feed", "stages": [{"name": "any", "filter": "sequence >= 0"}]}]}
            """.getBytes(UTF_8);
    private static final Digest SPEC_HASH = PipelineSpec.parse(SPEC).specHash();
    private static final Map<String, String> DOCUMENTS = Map.of(
            BundleLayout.VALIDATION,
            "{\"tool\":\"proof\",\"version\":\"1\",\"specHash\":\"%s\",\"status\":\"valid\",\"findings\":[]}"
                    .formatted(SPEC_HASH),
            BundleLayout.POLICY_AUDIT,
            "{\"environment\":\"%s\",\"postureDigest\":null,\"decisions\":[]}".formatted(ENVIRONMENT),
            BundleLayout.ENVIRONMENT,
            "{\"name\":\"%s\",\"runtime\":\"proof\",\"version\":\"1\",\"host\":\"h\",\"os\":\"o\",\"config\":{},\"targets\":[]}"
                    .formatted(ENVIRONMENT));

    static DistinctBundle make(Path directory, String agent, String incidentId, Random random) throws IOException {
        Digest id = write(directory, agent, incidentId, random, 4 << random.nextInt(DOUBLINGS), RECORD);
        return new DistinctBundle(id.toString(), directory);
    }

    /** The archive, made anew. */
    InputStream tar() {
        var tar = new ByteArrayOutputStream();
        try {
            BundleTar.write(directory, tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(tar.toByteArray());
    }

    /** Writes one with this many records of this many random bytes each. */
    static Digest write(Path directory, String agent, String incidentId, Random random, int records, int record)
            throws IOException {
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            bundle.add(BundleLayout.SPEC, SPEC);
            for (Map.Entry<String, String> document : DOCUMENTS.entrySet()) {
                bundle.add(document.getKey(), document.getValue().getBytes(UTF_8));
            }
            LaneWriter feed = bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL);
            byte[] payload = new byte[record];
            for (int sequence = 0; sequence < records; sequence++) {
                random.nextBytes(payload);
                feed.append(sequence, sequence, null, Map.of(), payload);
            }
            return bundle.finish(lanes -> incident(agent, incidentId, lanes));
        }
    }

    private static Incident incident(String agent, String incidentId, List<Incident.Lane> lanes) {
        return new Incident(
                incidentId,
                "One of many",
                agent,
                ENVIRONMENT,
                "proof",
                "1.0.0",
                SPEC_HASH,
                CAPTURED,
                CAPTURED,
                CAPTURED,
                lanes,
                "proof",
                "1",
                null,
                null,
                0);
    }
}
