package io.byteor.schemas.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonForm;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    /** Written by {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout}. */
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIGH7BXKPgtcxYNSvj1SId0rlALd43FCoCuNtwKAVhTIT
            -----END PRIVATE KEY-----
            """;

    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAi0quIHiPdvCbV39EjQTSX7uaqNbo9KLKzUe04yq7Gdc=
            -----END PUBLIC KEY-----
            """;

    private static final Digest CONTENT = Digest.of("content".getBytes(UTF_8));

    @Test
    void encodesAsTheVectorOfTheSpecification() {
        byte[] encoded = Envelope.preAuthentication("http://example.com/HelloWorld", "hello world".getBytes(UTF_8));

        assertThat(encoded).asString().isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void countsBytesNotCharacters() {
        assertThat(Envelope.preAuthentication("é", new byte[] {(byte) 0xFF, 0}))
                .isEqualTo(HexFormat.of().parseHex("445353457631203220c3a9203220ff00"));
    }

    @Test
    void signsAsRfc8032Does() {
        // 7.1, test 2
        SigningKey key = SigningKey.parse(
                pem("302e020100300506032b657004220420"
                        + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
                "key");

        assertThat(HexFormat.of().formatHex(key.sign(new byte[] {0x72})))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertThat(key.keyId())
                .isEqualTo(Digest.of(HexFormat.of()
                                .parseHex("302a300506032b6570032100"
                                        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
                        .toString());
    }

    @Test
    void derivesThePublicKeyThatOpensslDerives() {
        assertThat(key().verifyingKey().pem()).isEqualTo(PUBLIC);
        assertThat(key().keyId())
                .isEqualTo(VerifyingKey.parse(PUBLIC, "pub.pem").keyId());
    }

    @Test
    void aStatementIsReadBackAsItWasSigned() {
        Statement statement = statement();

        Envelope envelope = Envelope.parse(statement.sign(key()).encoded(), "e");

        assertThat(envelope.isSignedBy(key().verifyingKey())).isTrue();
        assertThat(Statement.of(envelope, "e")).isEqualTo(statement);
        assertThat(envelope).isEqualTo(statement.sign(key()));
        assertThat(new String(envelope.payload(), UTF_8))
                .isEqualTo("{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{\"a\":1},"
                        + "\"predicateType\":\"https://example.com/p\","
                        + "\"subject\":[{\"digest\":{\"sha256\":\"" + CONTENT.hex() + "\"},\"name\":\"n\"}]}");
    }

    @Test
    void anyOtherTypePayloadOrSignatureIsNotSigned() {
        String envelope = new String(statement().sign(key()).encoded(), UTF_8);
        List<String> others = List.of(
                envelope.replace("vnd.in-toto+json", "vnd.in-toto+JSON"),
                envelope.replace("\"payload\":\"e", "\"payload\":\"f"),
                envelope.replaceFirst("\"sig\":\"[^\"]{4}", "\"sig\":\""));

        assertThat(others)
                .doesNotContain(envelope)
                .allSatisfy(altered -> assertThat(
                                Envelope.parse(altered.getBytes(UTF_8), "e").isSignedBy(key().verifyingKey()))
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"payloadType\":\"t\",\"payload\":\"*\",\"signatures\":[]}",
                "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{\"sig\":\"*\"}]}",
                "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":{}}"
            })
    void refusesWhatIsNoEnvelope(String text) {
        assertThatThrownBy(() -> Envelope.parse(text.getBytes(UTF_8), "e"))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_INVALID));
    }

    @Test
    void refusesAnEnvelopeThatHoldsNoStatement() {
        List<Envelope> envelopes = List.of(
                Envelope.sign("text/plain", "{}".getBytes(UTF_8), key()),
                Envelope.sign(Statement.MEDIA_TYPE, "{}".getBytes(UTF_8), key()),
                Envelope.sign(Statement.MEDIA_TYPE, "no".getBytes(UTF_8), key()));

        assertThat(envelopes)
                .allSatisfy(envelope -> assertThatThrownBy(() -> Statement.of(envelope, "e"))
                        .isInstanceOfSatisfying(
                                ByteorException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_INVALID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"})
    void refusesWhatIsNoKeyWithoutTellingIt(String text) {
        assertThatThrownBy(() -> SigningKey.parse(text, "key.pem")).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
            assertThat(e.value()).isNull();
        });
        assertThatThrownBy(() -> VerifyingKey.parse(PRIVATE, "pub.pem")).isInstanceOf(ByteorException.class);
    }

    private static String pem(String hex) {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
    }

    private static SigningKey key() {
        return SigningKey.parse(PRIVATE, "key.pem");
    }

    private static Statement statement() {
        return Statement.of(new Statement.Subject("n", CONTENT), "https://example.com/p", new JsonForm().put("a", 1));
    }
}
