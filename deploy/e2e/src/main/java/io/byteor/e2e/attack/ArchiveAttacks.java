package io.byteor.e2e.attack;

import static io.byteor.schemas.error.ErrorCode.ARCHIVE_UNREADABLE;
import static io.byteor.schemas.error.ErrorCode.BUNDLE_TOO_LARGE;
import static io.byteor.schemas.error.ErrorCode.ENTRY_REFUSED;
import static io.byteor.schemas.error.ErrorCode.EXPANSION_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.FILES_EXCEEDED;
import static io.byteor.schemas.error.ErrorCode.FILE_TOO_LARGE;
import static io.byteor.schemas.error.ErrorCode.PATH_REFUSED;
import static io.byteor.schemas.error.ErrorCode.PATH_TOO_DEEP;
import static io.byteor.schemas.error.ErrorCode.PATH_TOO_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.bundle.Tar;
import io.byteor.e2e.attack.door.Attack;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Archives that are no honest tar of one folder. */
final class ArchiveAttacks {
    private static final byte[] NOTHING = {};
    private static final int BOMB = 6 << 20;
    private static final List<String> PATHS = List.of(
            "/etc/passwd",
            "../evil",
            "b/../../evil",
            "b/data/../../evil",
            "b/data/./x",
            "b/data//x",
            "b/data/x\\..\\y",
            "b/data/C:x",
            "b/data/x\u0001",
            "b/data/dot.",
            "b/fetch.txt",
            "b/planted.txt",
            "b/data/journal/feed/notes.txt",
            "b/signatures/x.txt",
            "./data/x");
    private static final Map<String, Character> TYPES = Map.of(
            "hard link", Tar.HARD_LINK,
            "symbolic link", Tar.SYMBOLIC_LINK,
            "character device", Tar.DEVICE,
            "block device", Tar.BLOCK_DEVICE,
            "pipe", Tar.PIPE,
            "sparse file", Tar.SPARSE);

    private ArchiveAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String path : PATHS) {
            String said = path.startsWith("b/") ? path.substring(2) : path;
            attacks.add(archive("path " + path, PATH_REFUSED, said, said, Tar.single(path, Tar.FILE)));
        }
        TYPES.forEach((name, type) ->
                attacks.add(archive(name, ENTRY_REFUSED, "b/data/x", "", Tar.single("b/data/x", type))));
        attacks.add(collision("the same name twice", "b/data/x", "b/data/x", "data/x"));
        attacks.add(collision("names that differ in case", "b/data/x", "b/data/X", "data/X"));
        attacks.add(
                collision("names that differ in their Unicode form", "b/data/e\u0301", "b/data/\u00e9", "data/\u00e9"));
        attacks.add(collision("a file that is a folder", "b/data/x", "b/data/x/y", "data/x"));
        attacks.add(collision("two top folders", "a/bagit.txt", "b/bag-info.txt", "bag-info.txt"));
        attacks.addAll(beyondLimits());
        attacks.addAll(broken());
        return attacks;
    }

    private static List<Attack> beyondLimits() {
        Tar many = new Tar();
        for (int i = 0; i <= Limits.FILES; i++) {
            many.entry("b/data/snapshots/" + i, Tar.FILE, NOTHING);
        }
        String deep = "b/data" + "/x".repeat(Limits.PATH_DEPTH);
        String longest = "b/data/" + "x".repeat(Limits.PATH_BYTES);
        String name = "b/data/" + "x".repeat(256);
        byte[] large = new Tar()
                .entry("b/data/snapshots/1", Tar.FILE, new byte[Limits.BYTES / 2 + 1])
                .entry("b/data/snapshots/2", Tar.FILE, new byte[Limits.BYTES / 2])
                .bytes();
        byte[] twoLarge = Arrays.copyOf(large, large.length - Limits.BYTES / 2);
        byte[] zeros =
                new Tar().entry("b/data/snapshots/1", Tar.FILE, new byte[BOMB]).bytes();
        return List.of(
                archive("too many files", FILES_EXCEEDED, "snapshots/", "" + (Limits.FILES + 1), many.bytes())
                        .stoppedBy("byteor.ingest.limits.files"),
                archive("too many bytes", BUNDLE_TOO_LARGE, "snapshots/2", "" + (Limits.BYTES + 1), twoLarge)
                        .stoppedBy("byteor.ingest.limits.bytes"),
                archive("a path too deep", PATH_TOO_DEEP, "data/x", "", Tar.single(deep, Tar.FILE))
                        .stoppedBy("byteor.ingest.limits.path-depth"),
                archive("a path too long", PATH_TOO_LONG, "data/xxx", "", Tar.single(longest, Tar.FILE))
                        .stoppedBy("byteor.ingest.limits.path-bytes"),
                archive(
                        "a name that no file system takes",
                        PATH_TOO_LONG,
                        "data/xxx",
                        "256",
                        Tar.single(name, Tar.FILE)),
                file("a document too large", BundleLayout.SPEC, Limits.DOCUMENT_BYTES)
                        .stoppedBy("byteor.ingest.limits.document-bytes"),
                file("a manifest too large", BundleLayout.MANIFEST, Limits.MANIFEST_BYTES)
                        .stoppedBy("byteor.ingest.limits.manifest-bytes"),
                archive("a gzip bomb", EXPANSION_EXCEEDED, "archive", "", gzip(zeros))
                        .stoppedBy("byteor.ingest.limits.expansion"),
                archive("a zstandard bomb", EXPANSION_EXCEEDED, "archive", "", Zstd.compress(zeros))
                        .stoppedBy("byteor.ingest.limits.expansion"));
    }

    private static List<Attack> broken() {
        return List.of(
                archive(
                        "no archive",
                        ARCHIVE_UNREADABLE,
                        "archive",
                        "",
                        "no archive".repeat(200).getBytes(UTF_8)),
                archive("nothing", ARCHIVE_UNREADABLE, "archive", "", NOTHING),
                altered("a tar cut off", tar -> Arrays.copyOf(tar, tar.length / 2)),
                altered("a gzip cut off", tar -> half(gzip(tar))),
                altered("a zstandard frame cut off", tar -> half(Zstd.compress(tar))),
                altered("a gzip with a flipped bit", tar -> flipped(gzip(tar))),
                altered("a header with a flipped bit", tar -> {
                    tar[100] ^= 1;
                    return tar;
                }));
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] flipped(byte[] whole) {
        whole[whole.length - 6] ^= 1; // in the checksum, which comes after all content
        return whole;
    }

    private static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Attack archive(String name, ErrorCode code, String place, String value, byte[] archive) {
        return Attack.of(name, code, place, value, (door, agent) -> door.push(agent, archive));
    }

    private static Attack file(String name, String path, int limit) {
        byte[] archive =
                new Tar().entry("b/" + path, Tar.FILE, new byte[limit + 1]).bytes();
        return archive(name, FILE_TOO_LARGE, path, Integer.toString(limit + 1), archive);
    }

    private static Attack collision(String name, String first, String second, String refused) {
        byte[] archive = new Tar()
                .entry(first, Tar.FILE, NOTHING)
                .entry(second, Tar.FILE, NOTHING)
                .bytes();
        return archive(name, PATH_REFUSED, "", refused, archive);
    }

    private static Attack altered(String name, UnaryOperator<byte[]> change) {
        return Attack.of(
                name,
                ARCHIVE_UNREADABLE,
                "archive",
                "",
                (door, agent) ->
                        door.push(agent, change.apply(HostileBundle.of(agent).tar())));
    }
}
