package io.byteor.schemas.bundle.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.Examination;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonForm;
import io.byteor.schemas.signature.SigningKey;
import io.byteor.schemas.signature.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSignatureTest {
    private static final Digest BUNDLE = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});
    private static final String PATH = "signatures/x.dsse.json";

    private final SigningKey mine = key(1);
    private final SigningKey foreign = key(2);
    private final Incident incident = SampleBundle.incident(List.of());

    @Test
    void aSignedBundleKeepsItsIdAndSaysWhoSignedIt(@TempDir Path folder) throws IOException {
        Path bundle = folder.resolve("bundle");
        Digest id = SampleBundle.write(bundle);
        byte[] signature = BundleSignature.sign(id, incident, mine);

        String path = BundleSignature.addTo(bundle, signature);
        String again = BundleSignature.addTo(bundle, BundleSignature.sign(id, incident, mine));

        Examination examined = new BundleVerifier(BundleLimits.STANDARD).examine(bundle);
        assertThat(examined.orThrow().bundleId()).isEqualTo(id);
        assertThat(examined.verdicts().signatures()).isEmpty();
        assertThat(examined.orThrow().files()).containsKey(path);
        assertThat(again).isEqualTo(path);
        assertThat(BundleSignature.signers(signature, path, id, List.of(foreign.verifyingKey(), mine.verifyingKey())))
                .containsExactly(mine.keyId());
    }

    @Test
    void aSignatureOfOthersIsOfNobody() {
        byte[] signature = BundleSignature.sign(OTHER, incident, foreign);

        assertThat(BundleSignature.signers(signature, PATH, BUNDLE, List.of(mine.verifyingKey())))
                .isEmpty();
    }

    @Test
    void refusesASignatureOfAnotherBundle() {
        refused(BundleSignature.sign(OTHER, incident, mine), OTHER.toString());
    }

    @Test
    void refusesATrustedKeysStatementOfAnotherKind() {
        byte[] receipt = Statement.of(
                        new Statement.Subject("incident-bundle", BUNDLE), "https://example.com/receipt", new JsonForm())
                .sign(mine)
                .encoded();

        refused(receipt, "https://example.com/receipt");
    }

    @Test
    void refusesASignatureThatNamesATrustedKeyAndIsNotItsOwn() {
        String forged = new String(BundleSignature.sign(BUNDLE, incident, foreign), UTF_8)
                .replace(foreign.keyId(), mine.keyId());

        refused(forged.getBytes(UTF_8), mine.keyId());
    }

    private void refused(byte[] signature, String value) {
        assertThatThrownBy(() -> BundleSignature.signers(signature, PATH, BUNDLE, List.of(mine.verifyingKey())))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_INVALID);
                    assertThat(e.place()).isEqualTo(PATH);
                    assertThat(e.value()).isEqualTo(value);
                });
    }

    private static SigningKey key(int seed) {
        String der = "302e020100300506032b657004220420" + "%02x".formatted(seed).repeat(32);
        return SigningKey.parse(
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----"
                        .formatted(Base64.getEncoder()
                                .encodeToString(HexFormat.of().parseHex(der))),
                "key");
    }
}
