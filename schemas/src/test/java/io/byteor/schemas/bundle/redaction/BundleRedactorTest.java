package io.byteor.schemas.bundle.redaction;

import static io.byteor.schemas.bundle.redaction.RedactionSample.changed;
import static io.byteor.schemas.bundle.redaction.RedactionSample.files;
import static io.byteor.schemas.bundle.redaction.RedactionSample.key;
import static io.byteor.schemas.bundle.redaction.RedactionSample.records;
import static io.byteor.schemas.bundle.redaction.RedactionSample.redact;
import static io.byteor.schemas.bundle.redaction.RedactionSample.rules;
import static io.byteor.schemas.bundle.redaction.RedactionSample.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Lane;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.bundle.redaction.RedactionSample.Stored;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleRedactorTest {
    private static final String EMAILS = "{'scope':'payload','path':'$.user.email','action':'pseudonym'}";
    private static final String KEYS = "{'scope':'key','lanes':['feed'],'action':'pseudonym'}";

    @TempDir
    Path folder;

    private Path parent;
    private Path out;
    private VerifiedBundle original;

    @BeforeEach
    void writeParent() throws IOException {
        parent = folder.resolve("parent");
        out = folder.resolve("derived");
        original = RedactionSample.bundle(parent, RedactionSample::people);
    }

    @Test
    void oneValueHasOnePseudonymInKeysPayloadsLanesHeadersDocumentsAndBundles() throws IOException {
        RedactedBundle derived = redact(
                parent,
                out,
                EMAILS,
                KEYS,
                "{'scope':'payload','lanes':['strong'],'path':'$.to','action':'pseudonym'}",
                "{'scope':'policy-audit','path':'$.decisions[*].actor','action':'pseudonym'}");
        Path other = folder.resolve("other");
        RedactionSample.bundle(
                other,
                bundle -> bundle.lane("feed", Incident.Direction.INPUT, Codec.NULL)
                        .append(0, 0, "ann@example.org".getBytes(UTF_8), Map.of(), "{}".getBytes(UTF_8)));
        redact(other, folder.resolve("other-derived"), KEYS);

        String ann = key(1).text("ann@example.org".getBytes(UTF_8));
        Stored first = records(out, "feed").getFirst();
        assertThat(first.key()).isEqualTo(ann);
        assertThat(first.payload())
                .isEqualTo("{\"id\":\"q0\",\"user\":{\"email\":\"%s\",\"no\":0},\"mag\":5.10}".formatted(ann));
        assertThat(records(out, "strong").getFirst().payload()).isEqualTo("{\"to\":\"%s\"}".formatted(ann));
        assertThat(Files.readString(out.resolve(BundleLayout.POLICY_AUDIT))).contains(ann);
        assertThat(records(folder.resolve("other-derived"), "feed").getFirst().key())
                .isEqualTo(ann);
        assertThat(changed(derived)).isEqualTo("[20, 20, 1, 1]");
        assertThat(key(2).text("ann@example.org".getBytes(UTF_8))).isNotEqualTo(ann);
    }

    @Test
    void sequencesTimesGapsCutsCodecsAndOriginsStay() throws IOException {
        redact(parent, out, EMAILS, "{'scope':'header','header':'authorization','action':'remove'}");

        assertThat(files(out).stream().filter(file -> file.startsWith("data/journal")))
                .isEqualTo(files(parent).stream()
                        .filter(file -> file.startsWith("data/journal"))
                        .toList());
        List<Stored> before = records(parent, "feed");
        List<Stored> after = records(out, "feed");
        assertThat(after)
                .extracting(Stored::sequence)
                .isEqualTo(before.stream().map(Stored::sequence).toList());
        assertThat(after)
                .extracting(Stored::capturedAt)
                .isEqualTo(before.stream().map(Stored::capturedAt).toList());
        assertThat(after.get(7).headers()).containsOnlyKeys("trace").containsEntry("trace", new byte[] {7});
        assertThat(records(out, "strong").getFirst().header("origin")).isEqualTo("feed/4");
        assertThat(verify(out).incident().lanes())
                .extracting(Lane::gaps)
                .isEqualTo(original.incident().lanes().stream().map(Lane::gaps).toList());
        byte[] strong = Files.readAllBytes(out.resolve(BundleLayout.segment("strong", 3)));
        assertThat(new String(strong, UTF_8)).contains("zstandard");
    }

    @Test
    void segmentsWithoutBlockTablesAreReadWholeAndGetThem() throws IOException {
        Map<String, Digest> payload =
                new HashMap<>(Manifest.parse(Files.readAllBytes(parent.resolve(BundleLayout.MANIFEST)), "manifest")
                        .files());
        for (String table :
                files(parent).stream().filter(file -> file.endsWith(".index")).toList()) {
            Files.delete(parent.resolve(table));
            payload.remove(table);
        }
        Files.write(parent.resolve(BundleLayout.MANIFEST), Manifest.of(payload).encoded());
        Files.writeString(parent.resolve(BundleLayout.BAG_INFO), "Bagging-Date: 2026-02-03\n");
        Map<String, Digest> tags = new HashMap<>();
        for (String tag : BundleLayout.TAG_FILES) {
            tags.put(tag, Digest.of(Files.readAllBytes(parent.resolve(tag))));
        }
        Files.write(parent.resolve(BundleLayout.TAG_MANIFEST), Manifest.of(tags).encoded());

        redact(parent, out, EMAILS);

        assertThat(records(out, "feed")).hasSize(20);
        assertThat(records(out, "strong")).hasSize(1);
    }

    @Test
    void namesItsParentAndItsRootAndListsWhatWasDone() throws IOException {
        RedactedBundle once = redact(parent, out, EMAILS, "{'scope':'payload','path':'$.nowhere','action':'remove'}");
        RedactedBundle twice = redact(out, folder.resolve("again"), "{'scope':'key','action':'remove'}");

        Incident first = verify(out).incident();
        Incident second = verify(folder.resolve("again")).incident();
        assertThat(first.parentBundle()).isEqualTo(original.bundleId()).isEqualTo(first.rootBundle());
        assertThat(second.parentBundle()).isEqualTo(once.bundleId());
        assertThat(second.rootBundle()).isEqualTo(original.bundleId()).isEqualTo(twice.rootBundle());
        assertThat(first.agent()).isEqualTo(original.incident().agent());
        assertThat(first.capturedAt()).isEqualTo(original.incident().capturedAt());
        assertThat(second.redactions())
                .hasSize(2)
                .first()
                .isEqualTo(first.redactions().getFirst());
        JsonNode entry = CanonicalJson.parse(first.redactions().getFirst().getBytes(UTF_8), "redaction");
        assertThat(entry.path("bundle").asText()).isEqualTo(original.bundleId().toString());
        assertThat(entry.path("keyId").asText()).isEqualTo(key(1).keyId()).matches("[0-9a-f]{16}");
        assertThat(entry.at("/rules/0/rule/path").asText()).isEqualTo("$.user.email");
        assertThat(entry.at("/rules/0/changed").asLong()).isEqualTo(20);
        assertThat(entry.at("/rules/1/changed").asLong()).isZero();
        assertThat(CanonicalJson.parse(second.redactions().getLast().getBytes(UTF_8), "redaction")
                        .at("/keyId")
                        .isNull())
                .isTrue();
    }

    @Test
    void theSameBundleRulesAndKeyGiveTheSameBundle() throws IOException {
        RedactedBundle one = redact(parent, out, EMAILS, KEYS);
        RedactedBundle two = redact(parent, folder.resolve("again"), EMAILS, KEYS);
        RedactedBundle otherKey = new BundleRedactor(
                        parent, original, RedactionRules.parse(rules(EMAILS, KEYS), "rules"), key(2))
                .write(folder.resolve("other"), "test", "1");

        assertThat(one.bundleId()).isEqualTo(two.bundleId()).isNotEqualTo(otherKey.bundleId());
    }

    @Test
    void anIndependentReaderVerifiesWhatIsDerived() throws Exception {
        redact(parent, out, EMAILS, KEYS, "{'scope':'title','action':'replace','with':'An incident'}");

        var bag = new BagReader().read(out);
        try (BagVerifier verifier = new BagVerifier()) {
            assertThatCode(() -> verifier.isValid(bag, false)).doesNotThrowAnyException();
        }
        assertThat(bag.getMetadata().get("External-Description")).containsExactly("An incident");
        assertThat(verify(out).incident().title()).isEqualTo("An incident");
        String redaction = verify(out).incident().redactions().getFirst();
        assertThat(CanonicalJson.parse(redaction.getBytes(UTF_8), "redaction")
                        .at("/rules/2/changed")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void redactsDocumentsAndLeavesSpecAndValidation() throws IOException {
        RedactedBundle derived = redact(
                parent,
                out,
                "{'scope':'environment','path':'$.config.*','action':'replace','with':'redacted'}",
                "{'scope':'environment','path':'$.host','action':'pseudonym'}");

        JsonNode environment = CanonicalJson.parse(Files.readAllBytes(out.resolve(BundleLayout.ENVIRONMENT)), "e");
        assertThat(environment.path("config").toString())
                .isEqualTo("{\"password\":\"redacted\",\"retries\":\"redacted\"}");
        assertThat(environment.path("host").asText()).startsWith("p-");
        assertThat(out.resolve(BundleLayout.SPEC)).hasSameBinaryContentAs(parent.resolve(BundleLayout.SPEC));
        assertThat(out.resolve(BundleLayout.VALIDATION))
                .hasSameBinaryContentAs(parent.resolve(BundleLayout.VALIDATION));
        assertThat(changed(derived)).isEqualTo("[2, 1]");
    }

    @Test
    void keepsAndDropsFilesByPatternAndTakesNoSignatureAlong() throws IOException {
        Path withFiles = folder.resolve("files");
        RedactionSample.bundle(withFiles, bundle -> {
            bundle.addSnapshot("heap.bin", new ByteArrayInputStream(new byte[] {1}));
            bundle.addSnapshot("state/a.txt", new ByteArrayInputStream(new byte[] {2}));
            bundle.add("data/notes.txt", new byte[] {3});
        });
        Files.createDirectories(withFiles.resolve("signatures"));
        Files.write(
                withFiles.resolve(
                        BundleLayout.SIGNATURES + Digest.of(new byte[] {4}).hex() + ".dsse.json"),
                new byte[] {4});

        redact(
                withFiles,
                out,
                "{'scope':'files','files':'snapshots/state/**','action':'keep'}",
                "{'scope':'files','files':'**','action':'remove'}");

        assertThat(files(out))
                .contains("data/snapshots/state/a.txt")
                .doesNotContain("data/snapshots/heap.bin", "data/notes.txt");
        assertThat(out.resolve(BundleLayout.SIGNATURES)).doesNotExist();
    }

    @Test
    void whatTakesNoPseudonymTakesNoKey() throws IOException {
        RedactionRules removing = RedactionRules.parse(rules("{'scope':'key','action':'remove'}"), "rules.json");
        RedactionRules naming = RedactionRules.parse(rules(KEYS), "rules.json");

        new BundleRedactor(parent, original, removing, null).write(out, "test", "1");

        assertThat(records(out, "feed")).extracting(Stored::key).containsOnlyNulls();
        assertThatThrownBy(() -> new BundleRedactor(parent, original, naming, null))
                .hasMessageContaining("a key");
    }

    @Test
    void takesNoPlaceThatIsTaken() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("mine"), "x");

        assertThatThrownBy(() -> redact(parent, out, KEYS)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(files(out)).containsExactly("mine");
    }
}
