package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Person;
import io.byteor.validator.gateway.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
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

    /** @throws ByteorException UNAUTHENTICATED where the token does not say of whom it is */
    public Caller caller() {
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new ByteorException(ErrorCode.UNAUTHENTICATED, "the token names no subject", "sub", subject);
        }
        Person person = Person.newBuilder()
                .setIssuer(token.getIssuer())
                .setSubject(subject)
                .setService(marksService(token.getClaim("service")))
                .build();
        Set<String> roles = token.getGroups();
        return new Caller(person, roles == null ? Set.of() : roles, names(token.getClaim("environments")));
    }

    /** Whatever stands in the claim but a plain false, so that an issuer's other spelling makes no voter of a machine. */
    private static boolean marksService(@Nullable Object claim) {
        return claim != null && !Boolean.FALSE.equals(claim) && !JsonValue.FALSE.equals(claim);
    }

    private static List<String> names(Object claim) {
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
