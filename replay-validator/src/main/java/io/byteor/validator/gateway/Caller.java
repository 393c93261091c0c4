package io.byteor.validator.gateway;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Person;
import java.util.List;
import java.util.Set;

/**
 * Whoever calls, by a verified token.
 *
 * @param environments names of the claim; {@code *} for all
 */
public record Caller(Person person, Set<String> roles, List<String> environments) {
    private static final String ANY = "*";

    public Caller {
        roles = Set.copyOf(roles);
        environments = List.copyOf(environments);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Whether the claim leaves no environment out. */
    public boolean reachesAll() {
        return environments.contains(ANY);
    }

    /** Whether the claim covers the environment. */
    public boolean reaches(String environment) {
        return reachesAll() || environments.contains(environment);
    }

    /**
     * Lets the caller name an environment.
     *
     * @throws ByteorException FORBIDDEN where it is not in the claim
     */
    public void requireEnvironment(String name) {
        if (!reaches(name)) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN, "the token has no claim to the environment", "environment", name);
        }
    }
}
