package io.byteor.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.ingest.TestBundle;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.redaction.BundleRedactor;
import io.byteor.schemas.bundle.redaction.RedactionRules;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.DocumentMemory;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles as redaction derives them, on their way in. */
class RedactedBundlesTest {
    private static final Caller AGENT = new Caller("agent-1", Set.of("agent"), List.of("demo"));

    private final BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);
    private final FakeShelf shelf = new FakeShelf();
    private final CaptureBundles bundles =
            new CaptureBundles(verifier, shelf, new FakeBroker(), (bundleId, why) -> {}, () -> Instant.EPOCH);

    @TempDir
    Path folder;

    private Digest original;
    private Digest derived;

    @BeforeEach
    void derive() throws IOException {
        original = TestBundle.write(folder.resolve("original"), "INC-1", TestBundle.SPEC);
        derived = redact("original", "derived", "{\"scope\":\"key\",\"action\":\"remove\"}");
        redact("derived", "again", "{\"scope\":\"payload\",\"path\":\"$.mag\",\"action\":\"remove\"}");
    }

    @Test
    void isTakenWhereTheOriginalNeverCame() throws IOException {
        BundleShelf.Kept kept = capture("derived");

        assertThat(kept.bundle().getBundleId()).isEqualTo(derived.toString());
        assertThat(kept.bundle().getParentBundleId()).isEqualTo(original.toString());
        assertThat(kept.bundle().getRootBundleId()).isEqualTo(original.toString());
    }

    @Test
    void isTakenIntoTheLineOfTheOriginal() throws IOException {
        capture("original");

        assertThat(capture("derived").bundle().getRootBundleId()).isEqualTo(original.toString());
    }

    @Test
    void aLongerLineIsTakenFromItsBeginning() throws IOException {
        assertThatThrownBy(() -> capture("again"))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_INCOHERENT));

        capture("derived");

        assertThat(capture("again").bundle().getRootBundleId()).isEqualTo(original.toString());
    }

    private BundleShelf.Kept capture(String name) throws IOException {
        return bundles.capture(
                AGENT, new ByteArrayInputStream(TestBundle.tar(folder.resolve(name))), DocumentMemory.UNBOUNDED);
    }

    private Digest redact(String from, String to, String rule) throws IOException {
        String rules = "{\"formatVersion\":\"1.0\",\"rules\":[" + rule + "]}";
        return new BundleRedactor(
                        folder.resolve(from),
                        verifier.examine(folder.resolve(from)).orThrow(),
                        RedactionRules.parse(rules.getBytes(StandardCharsets.UTF_8), "rules.json"),
                        null)
                .write(folder.resolve(to), "test", "1")
                .bundleId();
    }
}
