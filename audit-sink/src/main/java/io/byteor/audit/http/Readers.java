package io.byteor.audit.http;

import java.util.Set;

/** The roles that may read the audit. */
public final class Readers {
    public static final String ANALYST = "analyst";
    public static final String OPERATOR = "operator";
    public static final String APPROVER = "approver";
    public static final String ADMIN = "admin";

    /** All of them. */
    public static final Set<String> ALL = Set.of(ANALYST, OPERATOR, APPROVER, ADMIN);

    private Readers() {}
}
