package io.byteor.validator.gateway.http;

/** The roles of bearer tokens, as they stand in the {@code groups} claim. */
public final class Roles {
    public static final String OPERATOR = "operator";
    public static final String APPROVER = "approver";
    public static final String ANALYST = "analyst";
    public static final String ADMIN = "admin";

    private Roles() {}
}
