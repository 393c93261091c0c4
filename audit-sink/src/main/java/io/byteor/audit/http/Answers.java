package io.byteor.audit.http;

/** Answers that many operations give, by their names in the OpenAPI document, which describes each once: see the package. */
public final class Answers {
    /** Of all that is refused or fails. */
    public static final String PROBLEM = "problem";

    private Answers() {}
}
