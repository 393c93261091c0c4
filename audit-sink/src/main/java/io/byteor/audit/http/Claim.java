package io.byteor.audit.http;

import io.byteor.audit.query.Reach;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The environments of the verified token, which all that is read here is held to. */
@RequestScoped
public class Claim {
    private final JsonWebToken token;

    Claim(JsonWebToken token) {
        this.token = token;
    }

    public Reach reach() {
        return Reach.of(names(token.getClaim("environments")));
    }

    /** When the token is good no more. */
    public Instant expires() {
        return Instant.ofEpochSecond(token.getExpirationTime());
    }

    /**
     * Lets the caller read what lies in the environment; null or empty where it lies in none that is known.
     *
     * @throws ByteorException FORBIDDEN where it is beyond the claim
     */
    public void require(@Nullable String environment) {
        if (!reach().covers(environment)) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN, "the token has no claim to the environment", "environment", environment);
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
