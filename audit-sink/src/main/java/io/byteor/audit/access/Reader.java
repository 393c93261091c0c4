package io.byteor.audit.access;

import java.util.Set;

/**
 * Who reads, as the verified token says.
 *
 * @param subject unique within the issuer
 * @param roles all that the token names
 */
public record Reader(String issuer, String subject, Set<String> roles) {
    private static final String BETWEEN = "#";

    public Reader {
        roles = Set.copyOf(roles);
    }

    /** Issuer, {@code #}, subject: as people are written everywhere. */
    public String person() {
        return issuer + BETWEEN + subject;
    }
}
