package io.byteor.audit.http;

/** The roles that may read the audit. */
final class Readers {
    static final String ANALYST = "analyst";
    static final String OPERATOR = "operator";
    static final String APPROVER = "approver";
    static final String ADMIN = "admin";

    private Readers() {}
}
