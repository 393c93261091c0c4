package io.byteor.validator.gateway.http;

/** The roles of bearer tokens, as they stand in the {@code groups} claim. */
final class Roles {
    static final String OPERATOR = "operator";
    static final String APPROVER = "approver";
    static final String ANALYST = "analyst";
    static final String ADMIN = "admin";

    private Roles() {}
}
