package io.byteor.launcher.credential;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * The credentials of one data directory: {@code credentials/} holds the key pair of the tokens and that of the audit
 * store, kept over restarts, and a token per role as {@code <role>.jwt}, fresh at every start; all readable by their owner alone.
 *
 * @param publicKey the file by which services verify tokens
 */
public record Credentials(Path publicKey, TokenIssuer issuer, Map<Principal, String> tokens) {

    public Credentials {
        tokens = Map.copyOf(tokens);
    }

    public static Credentials ensure(Path data, InstantSource clock) {
        Path folder = data.resolve("credentials");
        Path publicKey = folder.resolve("public-key.pem");
        KeyPair pair = SigningKey.ensure(folder.resolve("signing-key.pem"), publicKey);
        AuditKey.ensure(data);
        TokenIssuer issuer = new TokenIssuer(pair.getPrivate(), clock);
        return new Credentials(publicKey, issuer, issue(folder, issuer));
    }

    /**
     * The same with fresh tokens, which replace those in the files; the ones before are good until they end.
     *
     * @throws io.byteor.launcher.LaunchFailure if they cannot be written, some of them perhaps
     */
    public Credentials renewed() {
        return new Credentials(publicKey, issuer, issue(publicKey.resolveSibling(""), issuer));
    }

    private static Map<Principal, String> issue(Path folder, TokenIssuer issuer) {
        Map<Principal, String> tokens = new EnumMap<>(Principal.class);
        for (Principal principal : Principal.values()) {
            String token = issuer.issue(principal);
            PrivateFile.write(folder.resolve(principal.role() + ".jwt"), token);
            tokens.put(principal, token);
        }
        return tokens;
    }

    @Override
    public String toString() {
        return "Credentials[publicKey=%s]".formatted(publicKey);
    }
}
