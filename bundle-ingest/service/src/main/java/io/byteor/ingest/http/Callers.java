package io.byteor.ingest.http;

import io.byteor.ingest.capture.Caller;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Person;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who calls, out of the verified token. */
@RequestScoped
public class Callers {
    private final JsonWebToken token;

    Callers(JsonWebToken token) {
        this.token = token;
    }

    public Caller caller() {
        Set<String> roles = token.getGroups();
        return new Caller(token.getSubject(), roles == null ? Set.of() : roles, names(token.getClaim("environments")));
    }

    /** @throws ByteorException FORBIDDEN where the token does not say whose it is */
    public Person person() {
        String subject = token.getSubject();
        if (subject == null) {
            throw new ByteorException(ErrorCode.FORBIDDEN, "a token that names its subject");
        }
        return new Person(token.getIssuer(), subject, false);
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
