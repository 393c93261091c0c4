package io.byteor.ingest.capture;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Whoever calls, by a verified token.
 *
 * @param environments names of the claim; {@code *} for all
 */
public record Caller(String subject, Set<String> roles, List<String> environments) {
    private static final String ANY = "*";
    /** Whoever has one reads what any agent captured; groups of other systems, which tokens carry too, give nothing. */
    private static final Set<String> PEOPLES_ROLES = Set.of("operator", "approver", "analyst", "admin");

    public Caller {
        roles = Set.copyOf(roles);
        environments = List.copyOf(environments);
    }

    /**
     * Lets the caller read a bundle that this agent captured there: an agent its own, people any of their environments.
     *
     * @throws ByteorException FORBIDDEN otherwise
     */
    public void requireReading(String agent, String environment) {
        requireEnvironment(environment);
        if (Collections.disjoint(roles, PEOPLES_ROLES) && !subject.equals(agent)) {
            throw new ByteorException(ErrorCode.FORBIDDEN, "an agent reads its own bundles", "agent", subject);
        }
    }

    /**
     * Lets the caller name an environment.
     *
     * @throws ByteorException FORBIDDEN where it is not in the claim
     */
    public void requireEnvironment(String name) {
        if (!environments.contains(ANY) && !environments.contains(name)) {
            throw new ByteorException(
                    ErrorCode.FORBIDDEN, "the token has no claim to the environment", "environment", name);
        }
    }
}
