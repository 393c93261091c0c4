package io.byteor.schemas.bundle.redaction;

import static io.byteor.schemas.bundle.redaction.RedactionSample.redact;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be redacted is refused with its place, and nothing is left of what was begun. */
class RedactionRefusalTest {
    private static final String EMAILS = "{'scope':'payload','path':'$.email','action':'pseudonym'}";
    private static final String AUTHORIZATION = "{'scope':'header','header':'authorization','action':'remove'}";

    @TempDir
    Path folder;

    @Test
    void aPayloadThatIsNoJsonWhereARuleLooksIntoIt() throws IOException {
        byte[] secret = "user=ann, password=hunter2".getBytes(UTF_8);
        bundle("{\"email\":\"a\"}".getBytes(UTF_8), secret);

        assertRefused("feed/1 payload", Digest.of(secret).toString(), EMAILS);
    }

    @Test
    void anEmptyPayloadHoldsNothingAndBytesGoAsAWhole() throws IOException {
        bundle(new byte[0]);
        redact(folder.resolve("parent"), folder.resolve("empty"), EMAILS);
        folder = Files.createDirectory(folder.resolve("bytes"));
        bundle(new byte[] {0, (byte) 0xFF});

        redact(
                folder.resolve("parent"),
                folder.resolve("out"),
                "{'scope':'payload','action':'replace','with':{'r':1}}");

        assertThat(RedactionSample.records(folder.resolve("out"), "feed"))
                .extracting(RedactionSample.Stored::payload)
                .containsExactly("{\"r\":1}");
    }

    @Test
    void aLaneThatTheBundleDoesNotHave() throws IOException {
        bundle("{}".getBytes(UTF_8));

        assertRefused("/rules/1/lanes", "weak", EMAILS, "{'scope':'key','lanes':['feed','weak'],'action':'remove'}");
    }

    @ParameterizedTest
    @CsvSource({"origin,true", "Origin,true", "origins,false"})
    void theOriginOfOutput(String header, boolean refused) throws IOException {
        RedactionSample.bundle(folder.resolve("parent"), RedactionSample::people);
        String everywhere = "{'scope':'header','header':'%s','action':'remove'}".formatted(header);

        if (refused) {
            assertRefused("/rules/0/header", "strong", everywhere);
        }
        redact(
                folder.resolve("parent"),
                folder.resolve("out"),
                refused ? everywhere.replace("'header':", "'lanes':['feed'],'header':") : everywhere);
    }

    @Test
    void aFileThatNoRuleSpeaksOf() throws IOException {
        RedactionSample.bundle(
                folder.resolve("parent"), bundle -> bundle.add("data/snapshots/heap.bin", new byte[] {1}));

        assertRefused(
                "data/snapshots/heap.bin", null, EMAILS, "{'scope':'files','files':'snapshots/a*','action':'keep'}");
    }

    @ParameterizedTest
    @CsvSource({
        "environment, $.host,             remove,    data/environment.json#",
        "environment, $.name,             pseudonym, data/environment.json#/name",
        "environment, $.config,           pseudonym, data/environment.json",
        "policy-audit, $.decisions[0].actor, remove, data/policy-audit.json#/decisions/0",
        "policy-audit, $.environment,     pseudonym, data/policy-audit.json#/environment"
    })
    void aDocumentThatWouldNoLongerBeOne(String scope, String path, String action, String place) throws IOException {
        bundle("{}".getBytes(UTF_8));

        assertRefused(place, null, "{'scope':'%s','path':'%s','action':'%s'}".formatted(scope, path, action));
    }

    @Test
    void aListOfHeadersThatIsNone() throws IOException {
        for (String list : new String[] {"x", "{}", "[1]", "[[\"a\"]]", "[[\"a\",1]]", "[[\"authorization\",\"?\"]]"}) {
            bundleOfHeaders(Map.of("byteor-kafka-headers", list.getBytes(UTF_8)));
            assertRefused("feed/0 header byteor-kafka-headers", null, AUTHORIZATION);
            folder = Files.createDirectory(folder.resolve("next"));
        }
    }

    @Test
    void theCopyOfATopicsHeadersIsRedactedWithThem() throws IOException {
        String secret = Base64.getEncoder().encodeToString("hunter2".getBytes(UTF_8));
        String list = "[[\"Authorization\",\"%s\"],[\"t\",\"AQ==\"],[\"authorization\",null],[\"t\",\"Ag==\"]]"
                .formatted(secret);
        bundleOfHeaders(
                Map.of("byteor-kafka-headers", list.getBytes(UTF_8), "Authorization", "hunter2".getBytes(UTF_8)));

        redact(folder.resolve("parent"), folder.resolve("removed"), AUTHORIZATION);
        redact(folder.resolve("parent"), folder.resolve("named"), AUTHORIZATION.replace("remove", "pseudonym"));

        RedactionSample.Stored removed =
                RedactionSample.records(folder.resolve("removed"), "feed").getFirst();
        RedactionSample.Stored named =
                RedactionSample.records(folder.resolve("named"), "feed").getFirst();
        assertThat(removed.headers()).containsOnlyKeys("byteor-kafka-headers");
        assertThat(removed.header("byteor-kafka-headers"))
                .isEqualTo("[[\"t\",\"AQ==\"],[\"authorization\",null],[\"t\",\"Ag==\"]]");
        String pseudonym = named.header("Authorization");
        assertThat(named.header("byteor-kafka-headers"))
                .contains("[\"Authorization\",\"" + Base64.getEncoder().encodeToString(pseudonym.getBytes(UTF_8)));
    }

    @Test
    void aParentThatIsNoLongerWhatWasVerified() throws IOException {
        VerifiedBundle verified = bundle("{\"email\":\"a\"}".getBytes(UTF_8));
        Path environment = folder.resolve("parent").resolve(BundleLayout.ENVIRONMENT);
        Files.writeString(environment, Files.readString(environment).replace("hunter2", "hunter3"));
        RedactionRules rules = RedactionRules.parse(RedactionSample.rules(EMAILS), "rules.json");

        assertThatThrownBy(() -> new BundleRedactor(folder.resolve("parent"), verified, rules, RedactionSample.key(1))
                        .write(folder.resolve("out"), "test", "1"))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_ALTERED));
        assertNothingLeft();
    }

    @Test
    void aKeyThatIsTooShortOrTooLong() {
        for (int length : new int[] {0, 31, 4097}) {
            assertThatThrownBy(() -> PseudonymKey.of(new byte[length], "--key"))
                    .isInstanceOfSatisfying(ByteorException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
                        assertThat(e.value()).isEqualTo(length + " bytes");
                    });
        }
        assertThatCode(() -> PseudonymKey.of(new byte[32], "--key")).doesNotThrowAnyException();
    }

    private void assertRefused(String place, @Nullable String value, String... rules) throws IOException {
        assertThatThrownBy(() -> redact(folder.resolve("parent"), folder.resolve("out"), rules))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.REDACTION_REFUSED);
                    assertThat(e.place()).startsWith(place);
                    assertThat(e.value())
                            .satisfiesAnyOf(
                                    found -> assertThat(found).isEqualTo(value),
                                    found -> assertThat(value).isNull());
                    assertThat(e.value() + e.detail()).doesNotContain("hunter2");
                });
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        try (var left = Files.list(folder)) {
            assertThat(left).extracting(path -> path.getFileName().toString()).containsExactly("parent");
        }
    }

    private VerifiedBundle bundle(byte[]... payloads) throws IOException {
        return RedactionSample.bundle(folder.resolve("parent"), bundle -> {
            var feed = bundle.lane("feed", Direction.INPUT, Codec.NULL);
            for (int i = 0; i < payloads.length; i++) {
                feed.append(i, i, null, Map.of(), payloads[i]);
            }
        });
    }

    private void bundleOfHeaders(Map<String, byte[]> headers) throws IOException {
        RedactionSample.bundle(
                folder.resolve("parent"),
                (BundleWriter bundle) -> bundle.lane("feed", Direction.INPUT, Codec.NULL)
                        .append(0, 0, null, headers, "{}".getBytes(UTF_8)));
    }
}
