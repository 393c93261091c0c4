package io.byteor.audit.http;

import io.byteor.audit.access.Reader;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.mask.MaskingRules;
import io.byteor.audit.query.Reach;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Whose token it is, its environments, which all that is read here is held to, and what is hidden from its roles. */
@RequestScoped
public class Claim {
    private final JsonWebToken token;
    private final MaskingRules masking;

    Claim(JsonWebToken token, MaskingRules masking) {
        this.token = token;
        this.masking = masking;
    }

    /** What is hidden from the roles of the token. */
    public Mask mask() {
        return masking.of(Objects.requireNonNullElse(token.getGroups(), Set.of()));
    }

    /** @throws ByteorException FORBIDDEN where the token does not say whose it is */
    public Reader reader() {
        String subject = token.getSubject();
        if (subject == null) {
            throw new ByteorException(ErrorCode.FORBIDDEN, "a token that names its subject");
        }
        return new Reader(token.getIssuer(), subject, token.getGroups());
    }

    public Reach reach() {
        return Reach.of(names(token.getClaim("environments")));
    }

    /** When the token is good no more. */
    public Instant expires() {
        return Instant.ofEpochSecond(token.getExpirationTime());
    }

    /**
     * Lets the caller read what lies in the environment; null or empty where it lies in none that is known. Whoever may not is not told
     * where it lies.
     *
     * @throws ByteorException FORBIDDEN where it is beyond the claim
     */
    public void require(@Nullable String environment) {
        if (!reach().covers(environment)) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN, "the token has no claim to the environment", "environment", null);
        }
    }

    private static List<String> names(@Nullable Object claim) {
        return switch (claim) {
            case JsonArray array ->
                array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(JsonString.class::cast)
                        .map(JsonString::getString)
                        .toList();
            case JsonString string -> List.of(string.getString());
            case String string -> List.of(string);
            case null, default -> List.of();
        };
    }
}
