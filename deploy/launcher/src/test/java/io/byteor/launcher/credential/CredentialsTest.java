package io.byteor.launcher.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.signature.SigningKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path data;

    @Test
    void aTokenSaysWhoWithWhichRoleInEveryEnvironmentForThirtyDays() throws Exception {
        // Given
        Credentials credentials = Credentials.ensure(data, InstantSource.fixed(NOW));

        // When
        JwtClaims claims = consumer(NOW).processToClaims(credentials.tokens().get(Principal.APPROVER));

        // Then
        assertThat(claims.getSubject()).isEqualTo("arthur");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("approver");
        assertThat(claims.getStringListClaimValue("environments")).containsExactly("*");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(30 * 24 * 3600);
    }

    @Test
    void aTokenEndsAfterThirtyDays() {
        String token =
                Credentials.ensure(data, InstantSource.fixed(NOW)).tokens().get(Principal.ADMIN);

        assertThatThrownBy(() -> consumer(NOW.plusSeconds(30L * 24 * 3600 + 1)).processToClaims(token))
                .isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void theKeyPairOutlivesARestart() throws Exception {
        // Given
        String before =
                Credentials.ensure(data, InstantSource.fixed(NOW)).tokens().get(Principal.AGENT);

        // When
        Credentials.ensure(data, InstantSource.fixed(NOW));

        // Then
        assertThat(consumer(NOW).processToClaims(before).getSubject()).isEqualTo("quake-agent");
    }

    @Test
    void theKeyOfTheAuditStoreOutlivesARestart() throws Exception {
        Credentials.ensure(data, InstantSource.fixed(NOW));
        String before = Files.readString(AuditKey.verifying(data));

        Credentials.ensure(data, InstantSource.fixed(NOW));

        assertThat(Files.readString(AuditKey.verifying(data))).isEqualTo(before);
        assertThat(SigningKey.parse(Files.readString(AuditKey.signing(data)), "key")
                        .verifyingKey()
                        .pem())
                .isEqualTo(before);
    }

    @Test
    void theKeyOfTheAuditStoreIsWrittenOnce() throws Exception {
        Credentials.ensure(data, InstantSource.fixed(NOW));
        Object file = Files.readAttributes(AuditKey.signing(data), BasicFileAttributes.class)
                .fileKey();
        Files.delete(AuditKey.verifying(data));

        Credentials.ensure(data, InstantSource.fixed(NOW));

        assertThat(Files.readAttributes(AuditKey.signing(data), BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(file);
        assertThat(AuditKey.verifying(data)).isNotEmptyFile();
    }

    @Test
    void onlyTheOwnerReadsKeysAndTokens() throws Exception {
        Credentials credentials = Credentials.ensure(data, InstantSource.fixed(NOW));
        new ClientFile(
                        URI.create("http://127.0.0.1:1"),
                        "127.0.0.1:2",
                        URI.create("http://127.0.0.1:3"),
                        "jdbc:x",
                        ClientFile.byRole(credentials.tokens()))
                .write(data);

        for (String file : List.of(
                "credentials/signing-key.pem",
                "credentials/audit-signing-key.pem",
                "credentials/operator.jwt",
                "client.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theClientFileReadsBackAndPrintsNoToken() {
        ClientFile written = new ClientFile(
                URI.create("http://127.0.0.1:1"),
                "127.0.0.1:2",
                URI.create("http://127.0.0.1:3"),
                "jdbc:x",
                java.util.Map.of("agent", "secret"));
        written.write(data);

        assertThat(ClientFile.read(data)).contains(written);
        assertThat(written).asString().doesNotContain("secret");
        assertThat(ClientFile.read(data.resolve("elsewhere"))).isEmpty();
    }

    @Test
    void anUnknownRoleIsRefusedWithTheRolesThereAre() {
        assertThat(Principal.ofRole("operator")).isEqualTo(Principal.OPERATOR);
        assertThatThrownBy(() -> Principal.ofRole("boss")).hasMessageContaining("approver");
    }

    private JwtConsumer consumer(Instant at) throws Exception {
        String pem = Files.readString(data.resolve("credentials/public-key.pem"));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        return new JwtConsumerBuilder()
                .setExpectedIssuer("https://byteor.local")
                .setExpectedAudience("byteor")
                .setVerificationKey(key)
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(at.getEpochSecond()))
                .build();
    }
}
