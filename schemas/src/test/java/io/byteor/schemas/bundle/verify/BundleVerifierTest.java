package io.byteor.schemas.bundle.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BundleVerifierTest {
    private final BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);

    @TempDir
    Path folder;

    private Path bundle;
    private Digest bundleId;

    @BeforeEach
    void writeBundle() throws IOException {
        bundle = folder.resolve("bundle");
        bundleId = SampleBundle.write(bundle);
    }

    @Test
    void directoryAndTarHaveOneId() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        BundleTar.write(bundle, tar);
        Map<String, ByteArrayOutputStream> kept = new HashMap<>();

        VerifiedBundle fromFolder = verifier.examine(bundle).orThrow();
        VerifiedBundle fromTar = verifier.examine(
                        new ByteArrayInputStream(tar.toByteArray()),
                        path -> kept.computeIfAbsent(path, p -> new ByteArrayOutputStream()))
                .orThrow();

        assertThat(fromFolder.bundleId()).isEqualTo(bundleId).isEqualTo(fromTar.bundleId());
        assertThat(fromFolder.files()).isEqualTo(fromTar.files());
        assertThat(kept.keySet()).isEqualTo(fromTar.files().keySet());
        kept.forEach((path, content) -> assertThat(Digest.of(content.toByteArray()))
                .isEqualTo(fromTar.files().get(path).digest()));
    }

    @Test
    void readsACompressedArchiveAsThePlainOne() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        BundleTar.write(bundle, tar);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(tar.toByteArray());
        }

        for (byte[] archive : List.of(gzip.toByteArray(), Zstd.compress(tar.toByteArray()))) {
            Examination examination = verifier.examine(new ByteArrayInputStream(archive), FileSink.NOWHERE);

            assertThat(examination.orThrow().bundleId()).isEqualTo(bundleId);
        }
    }

    @Test
    void tellsAnotherBundleFromTheOneThatWasAskedFor() throws IOException {
        Examination examination = verifier.examine(bundle);

        assertThat(examination.against(bundleId).verdicts().valid()).isTrue();
        Digest other = Digest.of(new byte[0]);
        assertThat(examination.against(other).verdicts().intact())
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .extracting(Fault::place, Fault::expected, Fault::value)
                        .containsExactly(BundleLayout.TAG_MANIFEST, other.toString(), bundleId.toString()));
    }

    @Test
    void noticesAndPlacesFlippedBits() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(bundle)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            byte[] intact = Files.readAllBytes(file);
            String path = bundle.relativize(file).toString();
            for (int i = 0; i < 40; i++) {
                byte[] damaged = intact.clone();
                damaged[random.nextInt(intact.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);

                Verdicts verdicts = verifier.examine(bundle).verdicts();

                assertThat(verdicts.faults())
                        .as(path)
                        .anyMatch(fault ->
                                fault.place().startsWith(path) || fault.detail().endsWith(" in " + path));
                assertThat(verdicts.valid()).as(path).isFalse();
            }
            Files.write(file, intact);
        }
        assertThat(verifier.examine(bundle).verdicts().valid()).isTrue();
    }

    @Test
    void namesAMissingAndAnExtraFile() throws IOException {
        Files.delete(bundle.resolve(BundleLayout.VALIDATION));
        Files.write(bundle.resolve("data/extra.bin"), new byte[] {1});

        Verdicts verdicts = verifier.examine(bundle).verdicts();

        assertThat(verdicts.complete()).extracting(Fault::place).contains(BundleLayout.VALIDATION, "data/extra.bin");
        assertThat(verdicts.intact()).isEmpty();
    }

    @Test
    void aDamagedSignatureLeavesTheBundleValid() throws IOException {
        Files.createDirectories(bundle.resolve("signatures"));
        String name = "signatures/" + Digest.of(new byte[] {1}).hex() + ".dsse.json";
        Files.write(bundle.resolve(name), new byte[] {2});

        Examination examination = verifier.examine(bundle);

        assertThat(examination.orThrow().bundleId()).isEqualTo(bundleId);
        assertThat(examination.verdicts().signatures()).extracting(Fault::place).containsExactly(name);
    }

    @ParameterizedTest
    @MethodSource
    void refusesDocumentsThatAreWrongInThemselvesOrDisagree(String path, String content, ErrorCode code, String at)
            throws IOException {
        Path other = folder.resolve("other");
        SampleBundle.write(other, Map.of(path, content));

        assertThatThrownBy(() -> verifier.examine(other).orThrow()).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.place()).contains(at);
        });
    }

    static List<Arguments> refusesDocumentsThatAreWrongInThemselvesOrDisagree() {
        String cycle = SampleBundle.SPEC.replace("\"lane\":\"strong\"", "\"lane\":\"feed\"");
        String unknown = SampleBundle.SPEC.replace("\"reads\":\"feed\"", "\"reads\":\"nowhere\"");
        String broken = SampleBundle.SPEC.replace("payload.mag >= 4.5", "payload.mag >=");
        return List.of(
                Arguments.of(BundleLayout.SPEC, cycle, ErrorCode.SPEC_INVALID, "/"),
                Arguments.of(BundleLayout.SPEC, unknown, ErrorCode.SPEC_INVALID, "/roles/0/reads"),
                Arguments.of(BundleLayout.SPEC, broken, ErrorCode.EXPRESSION_INVALID, "/roles/0/stages/0"),
                Arguments.of(BundleLayout.SPEC, "{", ErrorCode.DOCUMENT_INVALID, "spec.json"),
                Arguments.of(
                        BundleLayout.ENVIRONMENT,
                        "{\"name\":\"demo\",\"config\":" + "[".repeat(65) + "]".repeat(65) + "}",
                        ErrorCode.DOCUMENT_INVALID,
                        BundleLayout.ENVIRONMENT),
                Arguments.of(
                        BundleLayout.ENVIRONMENT,
                        "{\"name\":\"demo\",\"config\":[" + "{},".repeat(600_000) + "{}]}",
                        ErrorCode.DOCUMENT_INVALID,
                        BundleLayout.ENVIRONMENT),
                Arguments.of(
                        BundleLayout.ENVIRONMENT,
                        "{\"name\":\"demo\",\"name\":\"demo\"}",
                        ErrorCode.DOCUMENT_INVALID,
                        BundleLayout.ENVIRONMENT),
                Arguments.of(
                        BundleLayout.SPEC,
                        SampleBundle.SPEC.replace("2.3.0", "2.3.1"),
                        ErrorCode.BUNDLE_INCOHERENT,
                        BundleLayout.SPEC),
                Arguments.of(BundleLayout.VALIDATION, "{}", ErrorCode.DOCUMENT_INVALID, BundleLayout.VALIDATION),
                Arguments.of(
                        BundleLayout.POLICY_AUDIT,
                        "{\"environment\":\"other\",\"postureDigest\":null,\"decisions\":[]}",
                        ErrorCode.BUNDLE_INCOHERENT,
                        BundleLayout.POLICY_AUDIT));
    }

    @Test
    void refusesATagManifestThatIsMuchLargerThanItCanBe() throws IOException {
        Files.write(bundle.resolve(BundleLayout.TAG_MANIFEST), new byte[BundleLayout.LARGEST_TAG_MANIFEST + 1]);

        assertThatThrownBy(() -> verifier.examine(bundle)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.FILE_TOO_LARGE);
            assertThat(e.place()).isEqualTo(BundleLayout.TAG_MANIFEST);
        });
    }

    @Test
    void takesMemoryForEveryDocumentAsItArrives() throws IOException {
        List<Long> taken = new ArrayList<>();
        long documents = 0;
        for (String path : verifier.examine(bundle).orThrow().files().keySet()) {
            boolean document = path.indexOf('/') < 0 || BundleLayout.DOCUMENTS.contains(path);
            documents += document ? Files.size(bundle.resolve(path)) : 0;
        }

        verifier.examine(BundleSource.directory(bundle), FileSink.NOWHERE, taken::add)
                .orThrow();

        assertThat(taken)
                .hasSizeGreaterThanOrEqualTo(BundleLayout.TAG_FILES.size() + 1 + BundleLayout.DOCUMENTS.size());
        assertThat(taken.stream().mapToLong(bytes -> bytes).sum()).isGreaterThan(5 * documents);
        ByteorException full = new ByteorException(ErrorCode.UPLOADS_BUSY, "no memory");
        assertThatThrownBy(() -> verifier.examine(BundleSource.directory(bundle), FileSink.NOWHERE, bytes -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    @Test
    void takesNoMemoryForWhatIsOnlyAnnounced() throws IOException {
        List<Long> taken = new ArrayList<>();
        BundleSource announced =
                visitor -> visitor.file(BundleLayout.MANIFEST, 16 << 20, new ByteArrayInputStream(new byte[10]));

        verifier.examine(announced, FileSink.NOWHERE, taken::add);

        assertThat(taken).containsExactly(50L);
    }

    @Test
    void refusesDocumentsThatAreNotUtf8OrLargerThanTheLimit() throws IOException {
        BundleLimits small = new BundleLimits(100, 1 << 20, 100, 1 << 20, 512, 16, 10, 200);

        assertThatThrownBy(() -> new BundleVerifier(small).examine(bundle))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_TOO_LARGE));

        assertThatThrownBy(() -> DocumentSchema.INCIDENT.read(new byte[] {'"', (byte) 0xC3, '"'}))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID));
    }

    @Test
    void refusesAManifestOfMoreFilesThanTheLimitBeforeHoldingThem() throws IOException {
        String line = "0".repeat(64) + "  data/%06d\n";
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            manifest.append(line.formatted(i));
        }
        Files.writeString(bundle.resolve(BundleLayout.MANIFEST), manifest);

        Verdicts verdicts = new BundleVerifier(BundleLimits.STANDARD.with(500, 1 << 20))
                .examine(bundle)
                .verdicts();

        assertThat(verdicts.wellFormed())
                .extracting(Fault::code, Fault::place)
                .contains(tuple(ErrorCode.FILES_EXCEEDED, "manifest-sha256.txt:501"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"BODY_IDLE", "BODY_TOO_LARGE", "ARCHIVE_UNREADABLE", "EXPANSION_EXCEEDED"})
    void leavesAStreamAloneThatHasFailedInsideAJournal(ErrorCode code) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        BundleTar.write(bundle, tar);
        for (String path :
                List.of(BundleLayout.segment("feed", 0), BundleLayout.table(BundleLayout.segment("feed", 0)))) {
            int at = tar.toString(StandardCharsets.ISO_8859_1).indexOf(path) + 512 + 10;
            FailingStream arriving = new FailingStream(tar.toByteArray(), at, code);

            assertThatThrownBy(() -> verifier.examine(arriving, FileSink.NOWHERE))
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.code()).isEqualTo(code));

            assertThat(arriving.failures).isOne();
        }
    }

    @Test
    void refusesALinkInADirectory() throws IOException {
        Files.createSymbolicLink(bundle.resolve("data/link"), Path.of("/etc/passwd"));

        assertThatThrownBy(() -> verifier.examine(bundle))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENTRY_REFUSED));
    }

    @Test
    void refusesABundleBeyondTheLimits() {
        var beyond = Map.of(
                ErrorCode.FILES_EXCEEDED, BundleLimits.STANDARD.with(5, 1 << 20),
                ErrorCode.BUNDLE_TOO_LARGE, BundleLimits.STANDARD.with(100, 100),
                ErrorCode.SEGMENTS_EXCEEDED, new BundleLimits(100, 1 << 20, 1 << 20, 1 << 20, 512, 16, 1, 200));

        beyond.forEach((code, limits) -> assertThatThrownBy(() -> new BundleVerifier(limits).examine(bundle))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(code)));
    }

    /** A body that is refused on its way, and again whenever more of it is asked for. */
    private static final class FailingStream extends ByteArrayInputStream {
        private final ErrorCode code;
        private int failures;

        private FailingStream(byte[] content, int length, ErrorCode code) {
            super(content, 0, length);
            this.code = code;
        }

        @Override
        public int read() {
            int next = super.read();
            return next < 0 ? fail() : next;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            int count = super.read(target, from, length);
            return count < 0 ? fail() : count;
        }

        private int fail() {
            failures++;
            throw new ByteorException(code, "more", "body", null);
        }
    }
}
