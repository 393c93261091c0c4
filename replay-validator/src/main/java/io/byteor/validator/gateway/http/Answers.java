package io.byteor.validator.gateway.http;

/** Answers that many operations give, by their names in the OpenAPI document, which describes each once: see the package. */
public final class Answers {
    /** Of all that is refused or fails. */
    public static final String PROBLEM = "problem";
    /** Of a command whose outcome has not come by within the time to wait. */
    public static final String PENDING = "pending";

    private Answers() {}
}
