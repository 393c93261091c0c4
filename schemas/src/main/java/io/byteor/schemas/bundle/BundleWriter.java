package io.byteor.schemas.bundle;

import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.Incident.Lane;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.Codec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bundle directory. It appears whole, by one rename, when it is finished; closed before that, nothing remains. Equal
 * input gives the same bundle id.
 *
 * <p>Not thread-safe; one lane or file at a time.
 */
public final class BundleWriter implements AutoCloseable {
    private final Path directory;
    private final Path partial;
    private final BundlePaths paths = new BundlePaths(BundleLimits.STANDARD);
    private final Map<String, Digest> payload = new HashMap<>();
    private final List<LaneWriter> lanes = new ArrayList<>();
    private long payloadBytes;
    private int segments;

    private BundleWriter(Path directory, Path partial) {
        this.directory = directory;
        this.partial = partial;
    }

    /**
     * Begins a bundle.
     *
     * @param directory that must not exist yet, or be empty
     * @throws FileAlreadyExistsException if it is there
     */
    public static BundleWriter begin(Path directory) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        requireFree(target);
        Path parent = target.getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.createDirectories(parent);
        return new BundleWriter(target, Files.createTempDirectory(parent, "." + target.getFileName() + ".partial-"));
    }

    private static void requireFree(Path target) throws IOException {
        if (Files.exists(target)) {
            try (var entries = Files.list(target)) {
                if (entries.findAny().isPresent()) {
                    throw new FileAlreadyExistsException(target.toString(), null, "is not empty");
                }
            }
        }
    }

    /** Adds a payload file: one of {@link BundleLayout#DOCUMENTS}, or anything else under {@code data/}. */
    public void add(String path, byte[] content) throws IOException {
        try (OutputStream out = create(path)) {
            out.write(content);
        }
    }

    /** Adds a payload file of any size. */
    public void add(String path, InputStream content) throws IOException {
        try (OutputStream out = create(path)) {
            content.transferTo(out);
        }
    }

    /** Adds a state capture. */
    public void addSnapshot(String name, InputStream content) throws IOException {
        add(BundleLayout.SNAPSHOTS + name, content);
    }

    /**
     * Begins a lane.
     *
     * @throws ByteorException PATH_REFUSED where the name cannot be a folder's
     */
    public LaneWriter lane(String name, Direction direction, Codec codec) {
        return lane(name, direction, codec, LaneWriter.SEGMENT_TARGET);
    }

    /**
     * The same, with segments of another size.
     *
     * @param segmentBytes a segment is cut before the record that follows this many
     */
    public LaneWriter lane(String name, Direction direction, Codec codec, long segmentBytes) {
        LaneWriter lane = new LaneWriter(this, name, direction, codec, segmentBytes);
        lanes.add(lane);
        return lane;
    }

    void countSegment(String lane) {
        if (++segments > BundleLimits.STANDARD.segments()) {
            throw new ByteorException(
                    ErrorCode.SEGMENTS_EXCEEDED,
                    "a bundle has at most " + BundleLimits.STANDARD.segments() + " segments; make them larger",
                    lane,
                    segments);
        }
    }

    /**
     * Finishes the bundle and makes it visible.
     *
     * @param incident gives the incident for the lanes as they were written
     * @return the bundle id
     */
    public Digest finish(Function<List<Lane>, Incident> incident) throws IOException {
        List<Lane> written = new ArrayList<>();
        for (LaneWriter lane : lanes) {
            written.add(lane.finish());
        }
        written.sort(Comparator.comparing(Lane::name, Manifest.PATH_ORDER));
        Incident described = incident.apply(written);
        BagInfo info = new BagInfo(
                described.capturedAt(), described.incidentId(), described.title(), payloadBytes, payload.size());
        Map<String, Digest> tags = new HashMap<>();
        tag(tags, BundleLayout.BAGIT, BundleLayout.BAGIT_CONTENT.getBytes(StandardCharsets.UTF_8));
        tag(tags, BundleLayout.BAG_INFO, info.encoded());
        tag(tags, BundleLayout.INCIDENT, described.encoded());
        tag(tags, BundleLayout.MANIFEST, Manifest.of(payload).encoded());
        byte[] tagManifest = Manifest.of(tags).encoded();
        Files.write(partial.resolve(BundleLayout.TAG_MANIFEST), tagManifest);
        try {
            Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (DirectoryNotEmptyException e) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        return BundleLayout.bundleId(tagManifest);
    }

    private void tag(Map<String, Digest> tags, String path, byte[] content) throws IOException {
        Files.write(partial.resolve(path), content);
        tags.put(path, Digest.of(content));
    }

    OutputStream create(String path) throws IOException {
        paths.claim(path);
        Path file = partial.resolve(path);
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return new PayloadStream(Files.newOutputStream(file), path);
    }

    Digest digest(String path) {
        return Objects.requireNonNull(payload.get(path), path);
    }

    /** Removes what was written, unless the bundle was finished. */
    @Override
    public void close() throws IOException {
        if (Files.exists(partial)) {
            Files.walkFileTree(partial, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    /** Enters the file's digest and size when it is closed. */
    private final class PayloadStream extends BufferedOutputStream {
        private final String path;
        private final DigestOutputStream digested;
        private long bytes;
        private boolean closed;

        private PayloadStream(OutputStream file, String path) {
            this(new DigestOutputStream(file, Digest.newSha256()), path);
        }

        private PayloadStream(DigestOutputStream digested, String path) {
            super(digested, 64 << 10);
            this.digested = digested;
            this.path = path;
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] source, int from, int length) throws IOException {
            super.write(source, from, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!closed) {
                closed = true;
                payload.put(path, Digest.ofRaw(digested.getMessageDigest().digest()));
                payloadBytes += bytes;
            }
        }
    }
}
