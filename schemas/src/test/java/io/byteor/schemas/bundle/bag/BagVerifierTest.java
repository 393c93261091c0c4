package io.byteor.schemas.bundle.bag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.bundle.archive.TarSource;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.bundle.verify.Verdicts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BagVerifierTest {
    private final BagVerifier verifier = new BagVerifier();
    private final Map<String, byte[]> bag = new TreeMap<>();

    BagVerifierTest() {
        put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        put("data/a.txt", "a");
        put("data/sub/b.txt", "b");
        put("manifest-sha256.txt", line("SHA-256", "data/a.txt") + line("SHA-256", "data/sub/b.txt"));
    }

    @Test
    void takesAPlainBag() throws IOException {
        assertThat(examine().valid()).isTrue();
    }

    @Test
    void takesABundleFromAFolderAndFromATar(@TempDir Path folder) throws IOException {
        SampleBundle.write(folder.resolve("bundle"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("bundle.tar"))) {
            BundleTar.write(folder.resolve("bundle"), out);
        }

        assertThat(verifier.examine(BundleSource.directory(folder.resolve("bundle"))))
                .isEqualTo(verifier.examine(new TarSource(folder.resolve("bundle.tar"), BundleLimits.STANDARD)))
                .satisfies(verdicts -> assertThat(verdicts.valid()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"md5,MD5", "sha1,SHA-1", "sha256,SHA-256", "sha512,SHA-512"})
    void readsEachAlgorithmAndSeveralTogether(String name, String algorithm) throws IOException {
        put("manifest-" + name + ".txt", line(algorithm, "data/a.txt") + line(algorithm, "data/sub/b.txt"));
        put("tagmanifest-" + name + ".txt", line(algorithm, "bagit.txt"));
        assertThat(examine().valid()).isTrue();

        put("data/a.txt", "x");
        assertThat(examine().intact())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.place()).isEqualTo("data/a.txt"))
                .anySatisfy(fault -> assertThat(fault.expected()).startsWith(name + ":"));
    }

    @Test
    void everyManifestOfAFinalBagIsComplete() throws IOException {
        put("manifest-md5.txt", line("MD5", "data/a.txt"));
        assertThat(examine().complete()).extracting(Fault::place).containsExactly("data/sub/b.txt");

        put("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");
        assertThat(examine().valid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\r\n", "\n"})
    void readsEveryLineEndAndEverySpacing(String end) throws IOException {
        bag.replaceAll((path, content) -> path.startsWith("data/")
                ? content
                : new String(content, UTF_8)
                        .replace("  ", " \t ")
                        .replace("\n", end)
                        .getBytes(UTF_8));

        assertThat(examine().valid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252"})
    void readsTagFilesInTheirEncoding(String encoding) throws IOException {
        put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: " + encoding + "\n");
        put("data/état", "é");
        String manifest =
                line("SHA-256", "data/a.txt") + line("SHA-256", "data/sub/b.txt") + line("SHA-256", "data/état");
        bag.put("manifest-sha256.txt", manifest.getBytes(Charset.forName(encoding)));

        assertThat(examine().valid()).isTrue();
    }

    @Test
    void undoesThePercentEncodingThatTheVersionHas() throws IOException {
        bag.put("data/a\r\n%25", bag.remove("data/a.txt"));
        String manifest = new String(bag.get("manifest-sha256.txt"), UTF_8);

        put("manifest-sha256.txt", manifest.replace("data/a.txt", "data/a%0d%0A%2525"));
        assertThat(examine().valid()).isTrue();

        put("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");
        put("manifest-sha256.txt", manifest.replace("data/a.txt", "data/a%0D%0A%25"));
        assertThat(examine().valid()).isTrue();
    }

    @Test
    void takesTheAsteriskOfMd5sumInOldBagsOnly() throws IOException {
        put("manifest-sha256.txt", new String(bag.get("manifest-sha256.txt"), UTF_8).replace("  data", " *data"));
        assertThat(examine().wellFormed()).hasSize(2);

        for (String version : new String[] {"0.93", "0.94", "0.95", "0.96", "0.97"}) {
            put("bagit.txt", "BagIt-Version: " + version + "\nTag-File-Character-Encoding: UTF-8\n");
            assertThat(examine().valid()).as(version).isTrue();
        }
    }

    @Test
    void namesMissingExtraAndAlteredFiles() throws IOException {
        put("data/extra", "x");
        put("data/sub/b.txt", "changed");
        bag.remove("data/a.txt");

        Verdicts verdicts = examine();

        assertThat(verdicts.complete()).extracting(Fault::place).containsExactly("data/a.txt", "data/extra");
        assertThat(verdicts.intact()).extracting(Fault::place).containsExactly("data/sub/b.txt");
    }

    @Test
    void aFileThatIsStillToBeFetchedLeavesABagIncomplete() throws IOException {
        put("fetch.txt", "https://example.org/a - data/a.txt\n");
        assertThat(examine().valid()).isTrue();

        bag.remove("data/a.txt");
        assertThat(examine().complete())
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("fetch.txt:1"));

        put("fetch.txt", "https://example.org/a - data/a.txt\nhttps://example.org/c 12 data/c.txt\n");
        assertThat(examine().complete()).extracting(Fault::place).contains("fetch.txt:2");
    }

    @Test
    void comparesPayloadOxum() throws IOException {
        put("bag-info.txt", "Source-Organization: x\n  and more\nPayload-Oxum: 2.2\n");
        assertThat(examine().valid()).isTrue();

        put("bag-info.txt", "payload-oxum: 3.2\n");
        assertThat(examine().complete())
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .extracting(Fault::place, Fault::expected, Fault::value)
                        .containsExactly("bag-info.txt", "3.2", "2.2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/../../etc/passwd",
                "../data/a.txt",
                "/etc/passwd",
                "~/x",
                "data\\a.txt",
                "data/./a.txt",
                "data//a.txt",
                "bagit.txt",
                "data%0Ax"
            })
    void refusesAManifestThatLeadsElsewhere(String path) throws IOException {
        put("manifest-sha256.txt", new String(bag.get("manifest-sha256.txt"), UTF_8) + "0".repeat(64) + "  " + path);

        assertThat(examine().wellFormed()).extracting(Fault::place).containsExactly("manifest-sha256.txt:3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest-sha256.txt|manifest-sha256.txt:3|12  data/a.txt",
                "manifest-crc32.txt|manifest-crc32.txt|x",
                "manifest-sha256.txt|manifest-sha256.txt:3|' '",
                "tagmanifest-sha256.txt|tagmanifest-sha256.txt:1|"
                        + "0000000000000000000000000000000000000000000000000000000000000000  data/a.txt",
                "tagmanifest-sha256.txt|tagmanifest-sha256.txt:1|"
                        + "0000000000000000000000000000000000000000000000000000000000000000  tagmanifest-md5.txt",
                "fetch.txt|fetch.txt:1|https://example.org/a data/a.txt",
                "bag-info.txt|bag-info.txt:1|no label"
            })
    void saysWhereATagFileCannotBeRead(String path, String place, String more) throws IOException {
        byte[] before = bag.getOrDefault(path, new byte[0]);
        put(path, new String(before, UTF_8) + more + "\n");

        assertThat(examine().wellFormed()).extracting(Fault::place).containsExactly(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BagIt-Version: 1.0\n",
                "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n",
                "BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n",
                "\uFEFFBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
                "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nmore\n",
                "bagit-version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
            })
    void refusesWhatIsNoDeclaration(String bagit) throws IOException {
        put("bagit.txt", bagit);

        assertThat(examine().wellFormed())
                .singleElement()
                .satisfies(fault -> assertThat(fault.place()).startsWith("bagit.txt"));
    }

    @Test
    void refusesAPathThatStandsTwiceAndABagWithoutManifest() throws IOException {
        String manifest = new String(bag.get("manifest-sha256.txt"), UTF_8);
        put("manifest-sha256.txt", manifest + manifest.lines().findFirst().orElseThrow());
        assertThat(examine().wellFormed()).extracting(Fault::place).containsExactly("manifest-sha256.txt:3");

        bag.remove("manifest-sha256.txt");
        assertThat(examine().wellFormed()).hasSize(1);
    }

    private Verdicts examine() throws IOException {
        return verifier.examine(visitor -> {
            for (Map.Entry<String, byte[]> file : bag.entrySet()) {
                visitor.file(file.getKey(), file.getValue().length, new ByteArrayInputStream(file.getValue()));
            }
        });
    }

    private void put(String path, String content) {
        bag.put(path, content.getBytes(UTF_8));
    }

    private String line(String algorithm, String path) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(bag.get(path));
            return HexFormat.of().formatHex(digest) + "  " + path + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
