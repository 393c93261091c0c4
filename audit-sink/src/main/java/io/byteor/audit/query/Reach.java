package io.byteor.audit.query;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may read: all that lies in the environments of the token's claim. What lies in none that is known, such as a request
 * for an unknown bundle, is left to those whose claim is {@code *}.
 *
 * @param environments names; {@code *} for all
 */
public record Reach(Set<String> environments) {
    private static final String ANY = "*";

    /** Of someone who may read everything. */
    public static final Reach ALL = new Reach(Set.of(ANY));

    public Reach {
        environments = Set.copyOf(environments);
    }

    public static Reach of(Collection<String> environments) {
        return new Reach(Set.copyOf(environments));
    }

    /** Whether the claim leaves nothing out. */
    public boolean all() {
        return environments.contains(ANY);
    }

    /** What of it lies in the environment; all of it where that is null. */
    public Reach in(@Nullable String environment) {
        if (environment == null) {
            return this;
        }
        return covers(environment) ? of(Set.of(environment)) : of(Set.of());
    }

    /** Whether the claim covers what lies there. */
    public boolean covers(@Nullable String environment) {
        return all() || (environment != null && environments.contains(environment));
    }
}
