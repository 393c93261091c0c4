package io.byteor.e2e.attack.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.launcher.credential.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Makes tokens, honest and other, with the issuer's own key. Thread-safe. */
public final class Tokens {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String RS256 = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
    private static final String NONE = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
    private static final Duration HOUR = Duration.ofHours(1);

    private final TokenIssuer issuer;
    private final PrivateKey key;
    private final InstantSource clock;

    /** @param data the installation's data directory, where the issuer's key lies */
    public Tokens(TokenIssuer issuer, Path data, InstantSource clock) throws IOException, GeneralSecurityException {
        this.issuer = issuer;
        this.clock = clock;
        String pem = Files.readString(data.resolve("credentials").resolve("signing-key.pem"));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        this.key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** An agent's good token. */
    public String agent(String agent) {
        return of(agent, "agent", "*");
    }

    public String of(String subject, String role, String environment) {
        return issuer.issue(subject, List.of(role), List.of(environment));
    }

    /** A machine's good token. */
    public String service(String subject, String role) {
        try {
            return signed(subject, key, claims -> {
                claims.put("service", true);
                claims.putArray("groups").add(role);
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an RSA key signs", e);
        }
    }

    public String expired(String agent) throws GeneralSecurityException {
        return signed(agent, key, claims -> {
            claims.put("iat", clock.instant().minus(HOUR.multipliedBy(2)).getEpochSecond());
            claims.put("exp", clock.instant().minus(HOUR).getEpochSecond());
        });
    }

    public String notYetValid(String agent) throws GeneralSecurityException {
        return signed(
                agent,
                key,
                claims -> claims.put("nbf", clock.instant().plus(HOUR).getEpochSecond()));
    }

    public String otherAudience(String agent) throws GeneralSecurityException {
        return signed(agent, key, claims -> claims.put("aud", "somebody-else"));
    }

    public String otherIssuer(String agent) throws GeneralSecurityException {
        return signed(agent, key, claims -> claims.put("iss", "https://elsewhere.example"));
    }

    public String forged(String agent) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return signed(agent, generator.generateKeyPair().getPrivate(), claims -> {});
    }

    /** Of the right form, with chance for a signature: as cheap to make as invented names are. */
    public String unverifiable(String agent, Random random) {
        byte[] signature = new byte[256];
        random.nextBytes(signature);
        return encoded(RS256) + '.' + encoded(claims(agent).toString()) + '.' + BASE64.encodeToString(signature);
    }

    /** Says that it needs no signature. */
    public String unsigned(String agent) {
        return encoded(NONE) + '.' + encoded(claims(agent).toString()) + '.';
    }

    private String signed(String agent, PrivateKey by, Consumer<ObjectNode> change) throws GeneralSecurityException {
        ObjectNode claims = claims(agent);
        change.accept(claims);
        String content = encoded(RS256) + '.' + encoded(claims.toString());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(by);
        signature.update(content.getBytes(UTF_8));
        return content + '.' + BASE64.encodeToString(signature.sign());
    }

    private ObjectNode claims(String agent) {
        Instant now = clock.instant();
        ObjectNode claims = MAPPER.createObjectNode();
        claims.put("iss", TokenIssuer.ISSUER)
                .put("aud", TokenIssuer.AUDIENCE)
                .put("sub", agent)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(HOUR).getEpochSecond())
                .put("jti", agent);
        claims.putArray("groups").add("agent");
        claims.putArray("environments").add("*");
        return claims;
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }
}
