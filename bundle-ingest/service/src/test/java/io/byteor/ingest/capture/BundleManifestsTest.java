package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleManifestsTest {
    @TempDir
    Path folder;

    private Path bundle;
    private Digest bundleId;

    @BeforeEach
    void makeABundle() throws IOException {
        bundle = folder.resolve("bundle");
        bundleId = TestBundle.write(bundle, "INC-1", TestBundle.SPEC);
    }

    @Test
    void namesEveryFileAndTheBundle() throws IOException {
        BundleManifests manifests = BundleManifests.parse(TestBundle.manifests(bundle), BundleLimits.STANDARD);

        assertThat(manifests.bundleId()).isEqualTo(bundleId);
        assertThat(manifests.files()).hasSize(11);
        for (Map.Entry<String, Digest> file : manifests.files().entrySet()) {
            assertThat(Digest.of(Files.readAllBytes(bundle.resolve(file.getKey()))))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void takesSignaturesByTheirNames() throws IOException {
        String hex = Digest.of(new byte[1]).hex();

        BundleManifests manifests = parse(json -> json.replaceFirst("}$", ",\"signatures\":[\"" + hex + "\"]}"));

        assertThat(manifests.files()).containsEntry("signatures/" + hex + ".dsse.json", Digest.ofHex(hex));
    }

    @Test
    void refusesManifestsThatAreNotCanonicalOrDoNotBelongTogether() throws IOException {
        refused(json -> json.replace("  data/spec.json", " data/spec.json"), ErrorCode.BUNDLE_ALTERED);
        refused(json -> json.replace("  bag-info.txt", " bag-info.txt"), ErrorCode.BUNDLE_MALFORMED);
        refused(json -> json.replace("  bag-info.txt", "  bag-infos.txt"), ErrorCode.BUNDLE_MALFORMED);
        refused(json -> "{}", ErrorCode.REQUEST_INVALID);
        refused(json -> json.replaceFirst("}$", ",\"signatures\":[\"ABC\"]}"), ErrorCode.REQUEST_INVALID);
        refused(json -> json.replaceFirst("}$", ""), ErrorCode.DOCUMENT_INVALID);
    }

    @Test
    void refusesPathsThatEscapeAndMoreFilesThanAreTaken() throws IOException {
        String digest = Digest.of(new byte[0]).hex();
        Files.writeString(bundle.resolve(BundleLayout.MANIFEST), digest + "  data/../../evil\n");
        String manifest = Digest.of(Files.readAllBytes(bundle.resolve(BundleLayout.MANIFEST)))
                .hex();
        Path tags = bundle.resolve(BundleLayout.TAG_MANIFEST);
        Files.writeString(tags, Files.readString(tags).replaceAll("[0-9a-f]{64}  manifest", manifest + "  manifest"));
        refused(json -> json, ErrorCode.PATH_REFUSED);

        TestBundle.write(folder.resolve("other"), "INC-2", TestBundle.SPEC);
        byte[] other = TestBundle.manifests(folder.resolve("other"));
        BundleLimits few = BundleLimits.STANDARD.with(10, 1 << 20);
        assertThatThrownBy(() -> BundleManifests.parse(other, few))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILES_EXCEEDED));
    }

    @Test
    void refusesAManifestOfMoreFilesThanAreTakenBeforeItHoldsThem() throws IOException {
        byte[] body = TestBundle.manifests(bundle);

        assertThatThrownBy(() -> BundleManifests.parse(body, BundleLimits.STANDARD.with(4, 1 << 20)))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FILES_EXCEEDED);
                    assertThat(e.place()).isEqualTo(BundleLayout.MANIFEST + ":5");
                });
    }

    @Test
    void refusesATreeOfTinyValuesAndATagManifestThatIsNoSuch() throws IOException {
        refused(json -> "[" + "{},".repeat(60_000) + "{}]", ErrorCode.DOCUMENT_INVALID);
        refused(
                json -> json.replaceFirst(
                        "\"tagManifest\":\"", "\"tagManifest\":\"" + "x".repeat(BundleLayout.LARGEST_TAG_MANIFEST)),
                ErrorCode.FILE_TOO_LARGE);
    }

    private void refused(UnaryOperator<String> change, ErrorCode code) {
        assertThatThrownBy(() -> parse(change))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private BundleManifests parse(UnaryOperator<String> change) throws IOException {
        String json = new String(TestBundle.manifests(bundle), StandardCharsets.UTF_8);
        return BundleManifests.parse(change.apply(json).getBytes(StandardCharsets.UTF_8), BundleLimits.STANDARD);
    }
}
