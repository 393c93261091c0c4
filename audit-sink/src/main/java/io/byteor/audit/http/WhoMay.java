package io.byteor.audit.http;

/**
 * What the roles alone do not say of who may call an operation, for its OpenAPI document. The table of who may what is made of
 * these and tried cell by cell, so what is said here has to be what the operation does.
 */
public final class WhoMay {
    /** Whether a token's {@code environments} matter. */
    public static final String ENVIRONMENT = "x-byteor-environment";
    /** The environment that the call is about must be in the claim, else it is answered 403. */
    public static final String CLAIMED = "claimed";
    /** What lies in environments beyond the claim is left out. */
    public static final String FILTERED = "filtered";

    /** The claim must be all environments, else it is answered 403. */
    public static final String EVERY = "every";

    private WhoMay() {}
}
