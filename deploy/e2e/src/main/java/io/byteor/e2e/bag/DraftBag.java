package io.byteor.e2e.bag;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.backends.process.Directories;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The files of a bag in memory, to be changed. Not thread-safe. */
final class DraftBag {
    private final Map<String, byte[]> files;

    private DraftBag(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    static DraftBag read(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new DraftBag(files);
    }

    DraftBag copy() {
        return new DraftBag(files);
    }

    byte[] get(String path) {
        return files.getOrDefault(path, new byte[0]);
    }

    void put(String path, byte[] content) {
        files.put(path, content);
    }

    void put(String path, String content) {
        put(path, content.getBytes(UTF_8));
    }

    byte[] remove(String path) {
        byte[] content = get(path);
        files.remove(path);
        return content;
    }

    /** Any file, as likely as every other one. */
    String any(RandomGenerator random) {
        return any(random, path -> true);
    }

    String anyPayload(RandomGenerator random) {
        return any(random, path -> path.startsWith(BundleLayout.DATA));
    }

    private String any(RandomGenerator random, Predicate<String> kind) {
        List<String> paths = files.keySet().stream().filter(kind).toList();
        return paths.get(random.nextInt(paths.size()));
    }

    void edit(String path, UnaryOperator<String> change) {
        put(path, change.apply(new String(get(path), UTF_8)));
    }

    /** Changes the payload manifest so that only its own content can give it away. */
    void editManifest(UnaryOperator<String> change) {
        edit(BundleLayout.MANIFEST, change);
        coverTags();
    }

    /** Gives the tag manifest the digests of the tag files as they are now. */
    void coverTags() {
        StringBuilder lines = new StringBuilder();
        for (String path : BundleLayout.TAG_FILES) {
            lines.append(Digest.of(get(path)).hex()).append("  ").append(path).append('\n');
        }
        put(BundleLayout.TAG_MANIFEST, lines.toString());
    }

    /** A further payload manifest, of everything there is. */
    String manifest(String javaAlgorithm) {
        StringBuilder lines = new StringBuilder();
        files.forEach((path, content) -> {
            if (path.startsWith(BundleLayout.DATA)) {
                lines.append(digest(javaAlgorithm, content))
                        .append("  ")
                        .append(path.replace("%", "%25"))
                        .append('\n');
            }
        });
        return lines.toString();
    }

    private static String digest(String javaAlgorithm, byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(javaAlgorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Writes it in place of whatever is there. */
    void write(Path directory) throws IOException {
        Directories.delete(directory);
        Files.createDirectories(directory.resolve("data"));
        files.forEach((path, content) -> {
            try {
                Path file = directory.resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
