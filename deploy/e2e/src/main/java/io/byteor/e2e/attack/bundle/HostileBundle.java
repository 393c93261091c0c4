package io.byteor.e2e.attack.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.byteor.backends.process.Directories;
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
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a bundle that is well to begin with, and then is not. Not thread-safe. */
public final class HostileBundle {
    public static final String SEGMENT = BundleLayout.segment("feed", 0);
    public static final String TABLE = BundleLayout.table(SEGMENT);
    public static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "proof", "version": "1.0.0", "lanes": [{"name": "feed"}],
             "roles": [{"name": "all", "reads": "feed", "stages": [{"name": "any", "filter": "sequence >= 0"}]}]}
            """;

    private static final int RECORDS = 100;
    private static final Instant CAPTURED = Instant.parse("2026-02-03T04:05:06Z");

    private final NavigableMap<String, byte[]> files = new TreeMap<>();

    private HostileBundle() {}

    /** A bundle that would be taken from this agent. */
    public static HostileBundle of(String agent) throws IOException {
        return of(agent, null, null, 1);
    }

    public static HostileBundle derived(String agent, Digest parent, Digest root) throws IOException {
        return of(agent, parent, root, 1);
    }

    public static HostileBundle withLanes(String agent, int lanes) throws IOException {
        return of(agent, null, null, lanes);
    }

    private static HostileBundle of(String agent, @Nullable Digest parent, @Nullable Digest root, int lanes)
            throws IOException {
        Path folder = Files.createTempDirectory("byteor-attack-");
        try {
            write(folder.resolve("bundle"), agent, parent, root, lanes);
            return read(folder.resolve("bundle"));
        } finally {
            Directories.delete(folder);
        }
    }

    private static void write(Path directory, String agent, @Nullable Digest parent, @Nullable Digest root, int lanes)
            throws IOException {
        Digest hash = PipelineSpec.parse(SPEC.getBytes(UTF_8)).specHash();
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            bundle.add(BundleLayout.SPEC, SPEC.getBytes(UTF_8));
            bundle.add(BundleLayout.VALIDATION, validation(hash, "").getBytes(UTF_8));
            bundle.add(
                    BundleLayout.POLICY_AUDIT,
                    "{\"environment\":\"proof\",\"postureDigest\":null,\"decisions\":[]}".getBytes(UTF_8));
            bundle.add(BundleLayout.ENVIRONMENT, """
                    {"name":"proof","runtime":"r","version":"1","host":"h","os":"o","config":{},"targets":[]}""".getBytes(UTF_8));
            for (int i = 0; i < lanes; i++) {
                LaneWriter lane = bundle.lane(i == 0 ? "feed" : "feed" + i, Incident.Direction.INPUT, Codec.NULL);
                for (int sequence = 0; sequence < RECORDS; sequence++) {
                    lane.append(sequence, sequence, null, Map.of(), ("{\"n\":%d}".formatted(sequence)).getBytes(UTF_8));
                }
            }
            bundle.finish(captured -> new Incident(
                    "INC",
                    "An attack",
                    agent,
                    "proof",
                    "proof",
                    "1.0.0",
                    hash,
                    CAPTURED,
                    CAPTURED,
                    CAPTURED,
                    captured,
                    "proof",
                    "1",
                    parent,
                    root,
                    0));
        }
    }

    /** The validation document, with more members. */
    public static String validation(Digest specHash, String more) {
        return "{\"tool\":\"proof\",\"version\":\"1\",\"specHash\":\"%s\",\"status\":\"valid\",\"findings\":[]%s}"
                .formatted(specHash, more);
    }

    private static HostileBundle read(Path directory) throws IOException {
        HostileBundle bundle = new HostileBundle();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bundle.files.put(directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return bundle;
    }

    public byte[] file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    public Digest id() {
        return BundleLayout.bundleId(file(BundleLayout.TAG_MANIFEST));
    }

    /** Puts a file in, or in the place of another, and tells nobody. */
    public HostileBundle with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    public HostileBundle with(String path, String content) {
        return with(path, content.getBytes(UTF_8));
    }

    public HostileBundle without(String path) {
        files.remove(path);
        return this;
    }

    public HostileBundle edited(String path, UnaryOperator<String> edit) {
        return with(path, edit.apply(text(path)));
    }

    /** Puts another segment in the place of the captured one, and lets the incident vouch for it. */
    public HostileBundle withSegment(byte[] segment) {
        String before = Digest.of(file(SEGMENT)).toString();
        with(SEGMENT, segment);
        return edited(
                BundleLayout.INCIDENT,
                text -> text.replace(before, Digest.of(segment).toString()));
    }

    /** Makes the manifests agree with the files, as whoever forges a bundle does. */
    public HostileBundle sealed() {
        Map<String, byte[]> payload = new TreeMap<>(files);
        payload.keySet().removeIf(path -> !path.startsWith(BundleLayout.DATA));
        long bytes =
                payload.values().stream().mapToLong(content -> content.length).sum();
        edited(
                BundleLayout.BAG_INFO,
                text -> text.replaceAll("Payload-Oxum: .*", "Payload-Oxum: " + bytes + "." + payload.size()));
        with(BundleLayout.MANIFEST, manifest(payload));
        return sealedTags();
    }

    /** Makes the tag manifest alone agree with the files. */
    public HostileBundle sealedTags() {
        Map<String, byte[]> tags = new TreeMap<>();
        BundleLayout.TAG_FILES.forEach(path -> tags.put(path, file(path)));
        return with(BundleLayout.TAG_MANIFEST, manifest(tags));
    }

    private static String manifest(Map<String, byte[]> listed) {
        var text = new StringBuilder();
        listed.forEach((path, content) ->
                text.append(Digest.of(content).hex()).append("  ").append(path).append('\n'));
        return text.toString();
    }

    public byte[] tar() {
        return Tar.of(files);
    }

    /** The manifests, as they are sent ahead of the content. */
    public String manifests() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("manifest", text(BundleLayout.MANIFEST))
                .put("tagManifest", text(BundleLayout.TAG_MANIFEST))
                .toString();
    }

    public String text(String path) {
        return new String(file(path), UTF_8);
    }

    /** The content that the manifests speak of, each once. */
    public Map<Digest, byte[]> blobs() {
        Map<Digest, byte[]> blobs = new TreeMap<>();
        files.forEach((path, content) -> blobs.put(Digest.of(content), content));
        blobs.remove(Digest.of(file(BundleLayout.MANIFEST)));
        blobs.remove(Digest.of(file(BundleLayout.TAG_MANIFEST)));
        return blobs;
    }
}
