package io.byteor.schemas.bundle.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.error.Area;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTarTest {
    private final BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);
    private final List<String> kept = new ArrayList<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../evil",
                "b/../../evil",
                "b/data/../../evil",
                "b/data/./x",
                "b/data//x",
                "b/data/x\\..\\y",
                "b/data/C:x",
                "b/data/x\u0001",
                "b/data/..",
                "b/data/..\\..\\x",
                "b/../b/data/x",
                "//b/data/x",
                "b//data/x",
                "b/data/\u2028\u0085x",
                "b/data/trailing ",
                "b/DATA/x",
                "b/data/dot.",
                "b/fetch.txt",
                "b/planted.txt",
                "b/data/journal/feed/notes.txt",
                "b/signatures/x.txt",
                "b",
                "./data/x"
            })
    void refusesAPathThatEscapesOrIsPlanted(String path) throws IOException {
        refused(tar(file(path)), ErrorCode.PATH_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\ud83d\ude00"})
    void refusesANameThatNoFileSystemTakes(String letter) throws IOException {
        int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
        String longest = letter.repeat(255 / bytes);

        refused(tar(file("b/data/" + longest + "/" + longest + letter)), ErrorCode.PATH_TOO_LONG);
        refused(tar(file("b/data/" + longest + letter + "/x")), ErrorCode.PATH_TOO_LONG);
        refused(tar(file("b/data/" + longest + letter + "/")), ErrorCode.PATH_TOO_LONG);
        assertThat(verifier.examine(new ByteArrayInputStream(tar(file("b/data/" + longest))), this::keep))
                .isNotNull();
    }

    @Test
    void refusesTwoTopFolders() throws IOException {
        refused(tar(file("a/bagit.txt"), file("b/bag-info.txt")), ErrorCode.PATH_REFUSED);
    }

    @Test
    void refusesNamesThatCollide() throws IOException {
        refused(tar(file("b/data/x"), file("b/data/x")), ErrorCode.PATH_REFUSED);
        refused(tar(file("b/data/x"), file("b/data/X")), ErrorCode.PATH_REFUSED);
        refused(tar(file("b/data/e\u0301"), file("b/data/\u00e9")), ErrorCode.PATH_REFUSED);
        refused(tar(file("b/data/Folder/x"), file("b/data/folder/y")), ErrorCode.PATH_REFUSED);
        refused(tar(file("b/data/x"), file("b/data/x/y")), ErrorCode.PATH_REFUSED);
        refused(tar(file("b/data/x/y"), file("b/data/x")), ErrorCode.PATH_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_LINK,
                TarConstants.LF_SYMLINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO,
                TarConstants.LF_GNUTYPE_SPARSE
            })
    void refusesWhateverIsNoFileOrFolder(byte type) throws IOException {
        refused(tar(new TarArchiveEntry("b/data/x", type)), ErrorCode.ENTRY_REFUSED);
    }

    @Test
    void refusesWhatIsNoTar() {
        refused("this is no archive".repeat(100).getBytes(StandardCharsets.UTF_8), ErrorCode.ARCHIVE_UNREADABLE);
        refused(new byte[0], ErrorCode.ARCHIVE_UNREADABLE);
    }

    @Test
    void refusesATruncatedArchiveWhereverItIsCut() throws IOException {
        byte[] whole = sample();
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        for (int length = 0; length < end; length += 199) {
            refused(Arrays.copyOf(whole, length), ErrorCode.ARCHIVE_UNREADABLE);
        }
    }

    @Test
    void refusesAFileThatIsLargerThanTheLimitBeforeReadingIt() throws IOException {
        TarArchiveEntry entry = file("b/data/x");
        byte[] header = new byte[512];
        entry.setSize(101);
        entry.writeEntryHeader(header);
        BundleVerifier small = new BundleVerifier(BundleLimits.STANDARD.with(10, 100));

        assertThatThrownBy(() -> small.examine(new ByteArrayInputStream(header), this::keep))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_TOO_LARGE));
        assertThat(kept).isEmpty();
    }

    @Test
    void refusesExtendedHeadersAndFoldersWithoutEnd() throws IOException {
        byte[] global = new byte[512];
        new TarArchiveEntry("g", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER).writeEntryHeader(global);
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            headers.write(global);
        }
        headers.write(tar(file("b/bagit.txt")));
        refused(headers.toByteArray(), ErrorCode.ARCHIVE_UNREADABLE);

        TarArchiveEntry[] folders = new TarArchiveEntry[50];
        Arrays.fill(folders, new TarArchiveEntry("b/data/"));
        BundleVerifier small = new BundleVerifier(BundleLimits.STANDARD.with(10, 100));
        assertThatThrownBy(() -> small.examine(new ByteArrayInputStream(tar(folders)), this::keep))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILES_EXCEEDED));
    }

    @Test
    void refusesMoreNamesOfFoldersThanAnyManifestHasRoomFor() throws IOException {
        BundleVerifier small =
                new BundleVerifier(new BundleLimits(100_000, 1 << 20, 1 << 20, 100_000, 512, 16, 10, 200));
        TarArchiveEntry[] files = new TarArchiveEntry[50];
        Arrays.setAll(
                files,
                i -> file("b/data/" + (i + "n".repeat(28) + "/").repeat(14).substring(0, 420) + "x"));

        assertThatThrownBy(() -> small.examine(new ByteArrayInputStream(tar(files)), this::keep))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILES_EXCEEDED));
    }

    @Test
    void refusesSparseFilesInDisguise() throws IOException {
        for (String key : List.of("GNU.sparse.major", "GNU.sparse.realsize", "SCHILY.realsize")) {
            TarArchiveEntry entry = file("b/data/x");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String record = " " + key + "=1\n";
            byte[] pax = ((record.length() + 2) + record).getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry header = new TarArchiveEntry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            header.setSize(pax.length);
            byte[] block = new byte[512];
            header.writeEntryHeader(block);
            out.write(block);
            out.write(Arrays.copyOf(pax, 512));
            out.write(tar(entry));

            refused(out.toByteArray(), ErrorCode.ENTRY_REFUSED);
        }
    }

    @Test
    void noticesAFlippedBitWhereverItIs() throws IOException {
        byte[] whole = sample();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            byte[] flipped = whole.clone();
            int at = random.nextInt(whole.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            try {
                VerifiedBundle bundle = verifier.examine(new ByteArrayInputStream(flipped), FileSink.NOWHERE)
                        .orThrow();
                // fields of a tar that say nothing about a file, and padding, are nobody's content
                assertThat(bundle.bundleId())
                        .isEqualTo(verifier.examine(folder.resolve("bundle"))
                                .orThrow()
                                .bundleId());
            } catch (ByteorException e) {
                assertThat(e.code().area()).isEqualTo(Area.CAPTURE);
            }
        }
    }

    @Test
    void readsLongNamesInEitherForm() throws IOException {
        String name = "b/data/" + "long/".repeat(10) + "n".repeat(150);
        for (int mode : new int[] {TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
                tar.setLongFileMode(mode);
                tar.putArchiveEntry(file(name));
                tar.closeArchiveEntry();
            }
            kept.clear();
            verifier.examine(new ByteArrayInputStream(out.toByteArray()), this::keep);
            assertThat(kept).containsExactly(name.substring(2));
        }
    }

    private byte[] sample() throws IOException {
        SampleBundle.write(folder.resolve("bundle"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleTar.write(folder.resolve("bundle"), out);
        return out.toByteArray();
    }

    private void refused(byte[] tar, ErrorCode code) {
        kept.clear();
        assertThatThrownBy(() -> verifier.examine(new ByteArrayInputStream(tar), this::keep))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(kept).allMatch(path -> path.startsWith("data/") || !path.contains("/"));
    }

    private OutputStream keep(String path) {
        kept.add(path);
        return OutputStream.nullOutputStream();
    }

    private static TarArchiveEntry file(String path) {
        return new TarArchiveEntry(path, true);
    }

    private static byte[] tar(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }
}
